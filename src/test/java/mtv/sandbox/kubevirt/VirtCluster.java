package mtv.sandbox.kubevirt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import mtv.model.ResourceKind;
import mtv.sandbox.apiserver.ApiServer;
import mtv.sandbox.apiserver.ApiServerConfig;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.clock.SandboxTime;
import mtv.sandbox.forklift.MtvKinds;
import mtv.sandbox.guest.Guests;
import mtv.sandbox.tls.Certificate;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** A cluster with OpenShift Virtualization alone. Its time stands still while the test does not wait. */
final class VirtCluster implements AutoCloseable {

    static final String NS = "apps";
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    final KubernetesClient client;
    private final SandboxClock clock;
    private final ApiServer api;
    private final Virtualization virtualization;
    private final SandboxTime time;

    VirtCluster() {
        clock = new SandboxClock(1000);
        api = ApiServer.start(ApiServerConfig.of(clock, Certificate.loopback(), Map.of()));
        MtvKinds.install(api);
        client = api.clientFor("test");
        virtualization = new Virtualization(api, clock, new Guests("guest-secret")).start();
        for (String name : List.of(NS, "other", "relaxed")) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .addToLabels(
                                    "mutatevirtualmachines.kubemacpool.io", name.equals("relaxed") ? "ignore" : "on")
                            .endMetadata()
                            .build())
                    .create();
        }
        create("""
                {apiVersion: storage.k8s.io/v1, kind: StorageClass, provisioner: csi.test,
                 metadata: {name: fast, annotations: {storageclass.kubernetes.io/is-default-class: 'true'}},
                 reclaimPolicy: Delete, volumeBindingMode: Immediate}""");
        create("""
                {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: slow}, provisioner: csi.test,
                 reclaimPolicy: Retain, volumeBindingMode: WaitForFirstConsumer}""");
        String profile = """
                {apiVersion: cdi.kubevirt.io/v1beta1, kind: StorageProfile, metadata: {name: fast},
                 status: {claimPropertySets: [{accessModes: [ReadWriteMany], volumeMode: Block},
                                              {accessModes: [ReadWriteOnce], volumeMode: Filesystem}]}}""";
        create(profile);
        client.resource(yaml(profile)).updateStatus();
        time = new SandboxTime(clock).stopped();
    }

    @Override
    public void close() {
        virtualization.close();
        api.close();
        clock.close();
    }

    void dataVolume(String name, String source, String more) {
        String yaml = """
                {apiVersion: cdi.kubevirt.io/v1beta1, kind: DataVolume,
                 metadata: {name: %s, namespace: apps, labels: {vmID: vm-1}, annotations: {vmID: vm-1}},
                 spec: {source: {%s}, %s
                        storage: {storageClassName: fast, resources: {requests: {storage: 2Gi}}}}}""";
        create(yaml.formatted(name, source, more));
    }

    void machine(String namespace, String name, String strategy, String claim, String mac) {
        String yaml = """
                {apiVersion: kubevirt.io/v1, kind: VirtualMachine, metadata: {name: %s, namespace: %s},
                 spec: {runStrategy: %s, template: {metadata: {labels: {app: %s}}, spec: {
                   domain: {cpu: {sockets: 1}, devices: {
                     interfaces: [{name: net-0, macAddress: '%s', masquerade: {}}]}},
                   networks: [{name: net-0, pod: {}}],
                   volumes: [{name: vol-0, persistentVolumeClaim: {claimName: %s}}]}}}}""";
        create(yaml.formatted(name, namespace, strategy, name, mac, claim));
    }

    void pod(String name, String app) {
        String yaml = """
                {apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: apps, labels: {forklift.app: %s}},
                 spec: {containers: [{name: main, image: none}]}}""";
        create(yaml.formatted(name, app));
    }

    /** A client of a service account of {@link #NS}. */
    KubernetesClient as(String account) {
        return api.clientFor("system:serviceaccount:" + NS + ":" + account);
    }

    HasMetadata create(String yaml) {
        return client.resource(yaml(yaml)).create();
    }

    /** The client takes a text that begins with a brace for JSON, so a comment stands before it. */
    static String yaml(String text) {
        return "#\n" + text;
    }

    void patch(ResourceKind kind, String name, String yaml) {
        kind.on(client).inNamespace(NS).withName(name).patch(MERGE, yaml(yaml));
    }

    void subresource(String vm, String action) {
        client.raw(Subresources.PREFIX + NS + "/virtualmachines/" + vm + "/" + action, "PUT", "{}");
    }

    String instance(String method, String vmi, String action) {
        String path = Subresources.PREFIX + NS + "/virtualmachineinstances/" + vmi + "/" + action;
        return client.raw(path, method, method.equals("PUT") ? "{}" : null);
    }

    /** The first text that the guest's port sends, or the code with which the API refuses. */
    String portForward(String vmi, int port) {
        CompletableFuture<String> told = new CompletableFuture<>();
        String path = Subresources.PREFIX + NS + "/virtualmachineinstances/" + vmi + "/portforward/" + port + "/tcp";
        client.getHttpClient()
                .newWebSocketBuilder()
                .uri(WebSocket.toWebSocketUri(URI.create(client.getMasterUrl() + path.substring(1))))
                .subprotocol("plain.kubevirt.io")
                .buildAsync(new WebSocket.Listener() {
                    @Override
                    public void onMessage(WebSocket socket, ByteBuffer bytes) {
                        told.complete(StandardCharsets.UTF_8.decode(bytes).toString());
                        socket.sendClose(1000, "");
                    }
                })
                .whenComplete((socket, error) -> {
                    if (error instanceof WebSocketHandshakeException refusal) {
                        told.complete("HTTP " + refusal.getResponse().code());
                    }
                });
        return told.join();
    }

    /** The time of the cluster, which stands still while the test does not wait. */
    SandboxTime time() {
        return time;
    }

    void awaitPhase(ResourceKind kind, String name, String phase) {
        time.until(kind + " " + name + " is " + phase, () -> phase(kind, name), phase::equals);
    }

    /** @param status the value of printableStatus */
    void awaitStatus(String vm, String status) {
        time.until("VM " + vm + " is " + status, () -> printable(vm), status::equals);
    }

    void awaitCondition(String vm, String condition) {
        time.until("VM " + vm + " has " + condition, () -> holds(vm, condition));
    }

    void awaitGone(ResourceKind kind, String name) {
        time.until(kind + " " + name + " is gone", () -> get(kind, name), Objects::isNull);
    }

    GenericKubernetesResource get(ResourceKind kind, String name) {
        return kind.on(client).inNamespace(NS).withName(name).get();
    }

    PersistentVolumeClaim claim(String name) {
        return client.persistentVolumeClaims().inNamespace(NS).withName(name).get();
    }

    String phase(ResourceKind kind, String name) {
        return VirtClient.text(get(kind, name), "status", "phase");
    }

    String printable(String vm) {
        return VirtClient.text(get(ResourceKind.VIRTUAL_MACHINE, vm), "status", "printableStatus");
    }

    boolean holds(String vm, String condition) {
        return Instances.holds(get(ResourceKind.VIRTUAL_MACHINE, vm), condition);
    }

    String podPhase(String name) {
        Pod pod = client.pods().inNamespace(NS).withName(name).get();
        return pod.getStatus() == null ? "" : pod.getStatus().getPhase();
    }
}
