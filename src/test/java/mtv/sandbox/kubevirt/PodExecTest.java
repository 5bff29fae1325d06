package mtv.sandbox.kubevirt;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import mtv.model.ResourceKind;
import mtv.templates.MustGatherTemplates;
import mtv.templates.Place;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A pod of must-gather runs, and its files come out by exec, to whoever may have them. */
public class PodExecTest {

    private static final String NS = VirtCluster.NS;
    private static final String POD = "gatherer";
    private static final String EXEC = "/api/v1/namespaces/" + NS + "/pods/" + POD + "/exec?stdout=true&command=tar";

    private VirtCluster cluster;

    @BeforeClass
    public void gather() {
        cluster = new VirtCluster();
        cluster.create("{apiVersion: v1, kind: Namespace, metadata: {name: openshift-mtv}}");
        cluster.create("""
                {apiVersion: forklift.konveyor.io/v1beta1, kind: ForkliftController, spec: {},
                 metadata: {name: forklift-controller, namespace: openshift-mtv}}""");
        cluster.create("""
                {apiVersion: forklift.konveyor.io/v1beta1, kind: Plan, metadata: {name: p, namespace: apps},
                 spec: {targetNamespace: apps, vms: [{id: vm-1}],
                   provider: {source: {name: a, namespace: apps}, destination: {name: b, namespace: apps}},
                   map: {network: {name: n, namespace: apps}, storage: {name: s, namespace: apps}}}}""");
        cluster.create("{apiVersion: v1, kind: ServiceAccount, metadata: {name: " + POD + ", namespace: apps}}");
        bind(POD, POD, "cluster-admin");
        cluster.client
                .resource(MustGatherTemplates.pod(new Place(NS, "run"), POD, "image", POD, "p"))
                .create();
        cluster.time().until("the script has ended", this::hasEnded);
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        cluster.close();
    }

    private void bind(String name, String account, String role) {
        cluster.create("""
                {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, metadata: {name: %s},
                 roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %s},
                 subjects: [{kind: ServiceAccount, name: %s, namespace: apps}]}""".formatted(name, role, account));
    }

    private boolean hasEnded() {
        Pod pod = cluster.client.pods().inNamespace(NS).withName(POD).get();
        return pod.getStatus() != null
                && pod.getStatus().getContainerStatuses().stream()
                        .anyMatch(container -> container.getState().getTerminated() != null);
    }

    @Test
    public void theFilesComeOutAsTheScriptPacksThem() throws Exception {
        Map<String, byte[]> outer = new TreeMap<>();
        ByteArrayOutputStream output = new ByteArrayOutputStream();

        assertThat(exec(
                        cluster.client,
                        "copy",
                        output,
                        new ByteArrayOutputStream(),
                        "tar",
                        "-C",
                        "/must-gather",
                        "-cf",
                        "-",
                        "."))
                .isZero();

        read(new ByteArrayInputStream(output.toByteArray()), outer);
        assertThat(outer).containsOnlyKeys("./must-gather.tar.gz");
        Map<String, byte[]> inner = new TreeMap<>();
        read(new GzipCompressorInputStream(new ByteArrayInputStream(outer.get("./must-gather.tar.gz"))), inner);
        assertThat(inner).containsOnlyKeys("must-gather/namespaces/apps/crs/plan/p.yaml");
        assertThat(new String(inner.values().iterator().next(), StandardCharsets.UTF_8))
                .contains("kind: \"Plan\"")
                .doesNotContain("managedFields");
    }

    private static void read(InputStream stream, Map<String, byte[]> into) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(stream);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (entry.isFile()) {
                into.put(entry.getName(), tar.readAllBytes());
            }
        }
    }

    private static int exec(
            KubernetesClient client,
            String container,
            ByteArrayOutputStream output,
            ByteArrayOutputStream error,
            String... command)
            throws Exception {
        try (ExecWatch watch = client.pods()
                .inNamespace(NS)
                .withName(POD)
                .inContainer(container)
                .withReadyWaitTimeout(0)
                .writingOutput(output)
                .writingError(error)
                .exec(command)) {
            return watch.exitCode().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    public void theLogIsThatOfTheScript() {
        assertThat(cluster.client
                        .pods()
                        .inNamespace(NS)
                        .withName(POD)
                        .inContainer("gather")
                        .getLog())
                .contains("wrote namespaces/apps/crs/plan/p.yaml");
    }

    @Test
    public void whatGoesWrongInAContainerIsToldByItsExitCode() throws Exception {
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        assertThat(exec(cluster.client, "copy", new ByteArrayOutputStream(), error, "vi"))
                .isEqualTo(255);
        assertThat(error.toString(StandardCharsets.UTF_8)).contains("exec: \"vi\": executable file not found in $PATH");
        assertThat(exec(cluster.client, "copy", new ByteArrayOutputStream(), error, "tar", "-C", "/elsewhere", "."))
                .isEqualTo(2);
        assertThat(error.toString(StandardCharsets.UTF_8)).contains("tar: /elsewhere: Cannot open: No such file");
    }

    @DataProvider
    public Object[][] refusals() {
        return new Object[][] {
            {EXEC + "&container=nobody", 400},
            {EXEC, 400},
            {EXEC + "&container=gather", 500},
            {EXEC.replace("stdout=true&", "") + "&container=copy", 400},
            {EXEC.replace(POD, "nobody") + "&container=copy", 404},
        };
    }

    @Test(dataProvider = "refusals")
    public void aHandshakeThatCannotLeadToACommandIsRefused(String path, int code) {
        assertThat(handshake(path)).isEqualTo(code);
    }

    @Test
    public void aPlainRequestIsRefused() {
        for (String method : new String[] {"GET", "POST"}) {
            assertThatThrownBy(() -> cluster.client.raw(EXEC + "&container=copy", method, null))
                    .isInstanceOfSatisfying(
                            KubernetesClientException.class,
                            e -> assertThat(e.getCode()).isEqualTo(400))
                    .hasMessageContaining("Upgrade request required");
        }
    }

    /** Reading pods is not enough, nor is the verb of the older protocol for a WebSocket. */
    @Test
    public void theVerbIsThatOfTheMethod() {
        account("reader", "{apiGroups: [''], resources: [pods], verbs: [get, list]}");
        account("older", "{apiGroups: [''], resources: [pods, pods/exec], verbs: [create]}");
        account("newer", "{apiGroups: [''], resources: [pods, pods/exec], verbs: [get]}");
        String path = EXEC + "&container=copy";
        assertThat(handshake(cluster.as("reader"), path)).isEqualTo(403);
        assertThat(handshake(cluster.as("older"), path)).isEqualTo(403);
        assertThat(handshake(cluster.as("newer"), path)).isEqualTo(101);
        assertThatThrownBy(() -> cluster.as("newer").raw(path, "POST", null))
                .hasMessageContaining("cannot create resource \"pods/exec\"");
        assertThatThrownBy(() -> cluster.as("older").raw(path, "POST", null))
                .hasMessageContaining("Upgrade request required");
    }

    private void account(String name, String rule) {
        cluster.create("{apiVersion: v1, kind: ServiceAccount, metadata: {name: " + name + ", namespace: apps}}");
        cluster.create("{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: " + name
                + "}, rules: [" + rule + "]}");
        bind(name, name, name);
    }

    /** Without the right to find MTV the script ends well, and has gathered nothing. */
    @Test
    public void anAccountWithoutRightsGathersNothing() throws Exception {
        String blind = "blind";
        cluster.client
                .resource(MustGatherTemplates.pod(new Place(NS, "run"), blind, "image", "default", "p"))
                .create();
        cluster.time()
                .until(
                        "the script has ended",
                        () -> cluster.client
                                .pods()
                                .inNamespace(NS)
                                .withName(blind)
                                .inContainer("gather")
                                .getLog()
                                .contains("cannot list resource \"forkliftcontrollers\""));
        assertThat(cluster.get(ResourceKind.POD, blind)
                        .getAdditionalProperties()
                        .toString())
                .contains("exitCode=0");
    }

    private int handshake(String path) {
        return handshake(cluster.client, path);
    }

    /** The code of the answer; 101 for a WebSocket. */
    private static int handshake(KubernetesClient client, String path) {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        client.getHttpClient()
                .newWebSocketBuilder()
                .uri(WebSocket.toWebSocketUri(URI.create(client.getMasterUrl() + path.substring(1))))
                .subprotocol("v5.channel.k8s.io")
                .buildAsync(new WebSocket.Listener() {})
                .whenComplete((socket, error) -> {
                    if (socket != null) {
                        socket.sendClose(1000, "");
                    }
                    code.complete(
                            error instanceof WebSocketHandshakeException refusal
                                    ? refusal.getResponse().code()
                                    : error == null ? 101 : -1);
                });
        return code.join();
    }
}
