package mtv.doctor;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.model.ModelSerialization;
import mtv.model.ResourceKind;
import mtv.sandbox.OpenShift;
import mtv.sandbox.SandboxConfig;
import mtv.scenario.PlannedRun;
import mtv.settings.SourceProviderEntry;
import mtv.steps.OpenTestBed;
import mtv.steps.TestBed;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every finding is shown by what it is about: something is broken, and the table has the line for it. */
public class DoctorTest {

    private static final String MTV = "openshift-mtv";
    private static final String AS_IT_IS = """
            {"virtual_machines": [{"name": "%s"%s}], "warm_migration": %s}""";

    private DoctorBed bed;
    private final Deque<Runnable> mending = new ArrayDeque<>();

    @BeforeClass
    public void start() throws IOException {
        bed = new DoctorBed(new OutsideSandbox(new SandboxConfig(2000, 1, Set.of()).withClusters(2)));
    }

    @AfterClass(alwaysRun = true)
    public void stop() throws IOException {
        bed.close();
    }

    /** Breaks something, and says in {@link #mending} how to make it good again. */
    @FunctionalInterface
    private interface Break {
        Map<String, String> settings() throws IOException;
    }

    private static Object[] row(String what, Break broken, String scenario, String line) {
        return new Object[] {what, broken, scenario, line};
    }

    private static Object[] given(String key, String value, String line) {
        return row(key + "=" + value, () -> Map.of(key, value), "", line);
    }

    @DataProvider
    public Object[][] broken() {
        return new Object[][] {
            given(
                    "cluster_host",
                    "https://127.0.0.1:1",
                    "API: Failed to get client for cluster https://127.0.0.1:1: .*check cluster_host"),
            given("cluster_host", "https://no-such-host.invalid", "API: .* the host name is unknown"),
            row(
                    "password",
                    () -> Map.of("cluster_password", "wrong"),
                    "",
                    "API: .* user \"kubeadmin\" or its password"),
            row(
                    "nobody trusts the certificate",
                    () -> Map.of("insecure_verify_skip", "false", "cluster_ca_file", ""),
                    "",
                    "API: .* TLS: .*; it shows the certificate of CN=.*, signed by .*: no authority that this JDK"),
            given(
                    "plan_wait_timeout",
                    "86400",
                    "login +warning +The token for the hub ends in .*, but a migration may take 1440 min"
                            + " \\(plan_wait_timeout\\); give one that lives longer"),
            row("clock", Map::of, "", "clock +warning +the clock of the hub is .* ahead of this machine's; correct"),
            row(
                    "unknown release of MTV",
                    () -> patched(
                            ResourceKind.CLUSTER_SERVICE_VERSION,
                            MTV,
                            "mtv-operator.v2.13.0",
                            "{\"spec\": {\"version\": \"9.9.0\"}}",
                            "{\"spec\": {\"version\": \"2.13.0\"}}"),
                    "",
                    "versions +warning +MTV 9.9.0 is an unknown release"),
            row(
                    "no release of OpenShift",
                    () -> removed(bed.remote().client(), ResourceKind.CLUSTER_VERSION, "", "version")
                            ? removedFromHub(ResourceKind.CLUSTER_VERSION, "", "version")
                            : Map.of(),
                    "",
                    "versions +warning +The release of OpenShift cannot be read.*; let the user get clusterversions"),
            row(
                    "no pod of MTV",
                    () -> Map.of("mtv_namespace", "default", "operator_wait_timeout", "1"),
                    "",
                    "MTV +error +Waited .* all pods of MTV in namespace default are Running, in vain.*; install MTV"),
            row(
                    "controller that is not ready",
                    () -> patchedStatus(
                            ResourceKind.POD,
                            "forklift-controller-7d9c5b6f4-x2k8p",
                            "{\"status\": {\"containerStatuses\": [{\"name\": \"main\", \"ready\": false,"
                                    + " \"restartCount\": 7}]}}",
                            "{\"status\": {\"containerStatuses\": [{\"name\": \"main\", \"ready\": true,"
                                    + " \"restartCount\": 0}]}}"),
                    "",
                    "MTV +warning +pod forklift-controller-\\S+ does not serve: container main is not ready after 7"),
            row(
                    "restricted pod security of MTV",
                    () -> patched(
                            ResourceKind.NAMESPACE,
                            "",
                            MTV,
                            "{\"metadata\": {\"labels\": {\"pod-security.kubernetes.io/enforce\": \"restricted\"}}}",
                            "{\"metadata\": {\"labels\": {\"pod-security.kubernetes.io/enforce\": null}}}"),
                    "",
                    "MTV +warning +namespace openshift-mtv enforces restricted pod security.*; set its label"),
            row(
                    "no ForkliftController",
                    () -> removedFromHub(ResourceKind.FORKLIFT_CONTROLLER, MTV, "forklift-controller"),
                    AS_IT_IS.formatted("mtv-tests-rhel8", ", \"clone\": true", true),
                    "MTV +error +there is no ForkliftController in namespace openshift-mtv, in which warm"),
            row(
                    "unknown field",
                    () -> patchedSchema("targetLabels"),
                    """
                    {"virtual_machines": [{"name": "mtv-tests-rhel8", "clone": true}], "warm_migration": false,
                     "target_labels": {"a": "b"}}""",
                    "fields +error +scenario it uses Plan.targetLabels, which this cluster's MTV does not have; take"),
            row(
                    "no right",
                    () -> Map.of("cluster_username", OpenShift.DEVELOPER, "cluster_password", developer()),
                    "",
                    "rights +error +on the hub the user may not get namespaces, .*and \\d+ more; grant ClusterRole"
                            + " mtv-e2e-core of config/rbac/core.yaml"),
            row(
                    "no right in MTV's namespace",
                    () -> Map.of("cluster_username", OpenShift.DEVELOPER, "cluster_password", developer()),
                    "",
                    "rights +error +on the hub the user may not get routes.route.openshift.io \"forklift-inventory\","
                            + " list forkliftcontrollers.\\S+ in namespace openshift-mtv; grant Role mtv-e2e-core"),
            row(
                    "no right on an OpenShift source",
                    () -> Map.of(
                            "cluster_username",
                            OpenShift.DEVELOPER,
                            "cluster_password",
                            developer(),
                            "source_provider",
                            "openshift-sandbox"),
                    AS_IT_IS.formatted("shop-web", ", \"clone\": true", false),
                    "rights +error +.* create virtualmachines.kubevirt.io, and 11 more; grant ClusterRole"
                            + " mtv-e2e-openshift-source"),
            row(
                    "no right to see",
                    () -> Map.of("cluster_username", OpenShift.DEVELOPER, "cluster_password", developer()),
                    "",
                    "rights +warning +on the hub the user may not list persistentvolumes, list"
                            + " storageprofiles\\S+, list resourcequotas,"
                            + " get pods/log, and 1 more; grant ClusterRole mtv-e2e-sight"),
            given(
                    "storage_class",
                    "gone",
                    "storage +error +StorageClass gone is not on the hub; set storage_class, .* to one of: ocs-"),
            row(
                    "no StorageProfile",
                    () -> removedFromHub(ResourceKind.STORAGE_PROFILE, "", "standard-csi", "storage_class"),
                    "",
                    "storage +warning +CDI knows no access mode .* of StorageClass standard-csi, which has no"
                            + " StorageProfile; set spec.claimPropertySets"),
            row(
                    "modes that the profile does not have",
                    Map::of,
                    """
                    {"virtual_machines": [{"name": "mtv-tests-rhel8", "clone": true}], "warm_migration": false,
                     "storage_map": [{"storage_class": "standard-csi", "access_mode": "ReadWriteMany"}]}""",
                    "storage +warning +by its StorageProfile StorageClass standard-csi has no \\[ReadWriteMany\\]"),
            row(
                    "full quota",
                    () -> created("""
                            {"apiVersion": "v1", "kind": "ResourceQuota", "metadata": {"name": "few",
                             "namespace": "shop"}, "spec": {"hard": {"count/virtualmachines.kubevirt.io": "1"}},
                             "status": {"used": {"count/virtualmachines.kubevirt.io": "1"}}}"""),
                    intoShop(""),
                    "namespaces error +ResourceQuota few of namespace shop leaves nothing: count/virtualmachines"
                            + ".kubevirt.io 1 of 1; raise it"),
            row(
                    "quota",
                    () -> created("""
                            {"apiVersion": "v1", "kind": "ResourceQuota", "metadata": {"name": "some",
                             "namespace": "shop"}, "spec": {"hard": {"requests.storage": "100Gi"}},
                             "status": {"used": {"requests.storage": "15Gi"}}}"""),
                    intoShop(""),
                    "namespaces warning +ResourceQuota some of namespace shop limits .*: requests.storage 15Gi of"
                            + " 100Gi"),
            row(
                    "password of the source",
                    () -> Map.of("providers_file", bed.wrongProviders().toString()),
                    "",
                    "source +error +vCenter \\S+ refused user .*; check username and password of vsphere-sandbox"),
            row(
                    "no original",
                    Map::of,
                    AS_IT_IS.formatted("gone", ", \"clone\": true", false),
                    "machines +error +VM gone does not exist on source provider vsphere-sandbox, so it"),
            row(
                    "no network",
                    Map::of,
                    """
                    {"virtual_machines": [{"name": "mtv-tests-rhel8", "clone": true}], "warm_migration": false,
                     "network_map": [{"destination": "shop/br-41"}]}""",
                    "networks +error +NetworkAttachmentDefinition shop/br-41 is not on the hub; .*shop/br-40"),
            row(
                    "name that is taken",
                    Map::of,
                    intoShop(", \"target_name\": \"shop-web\""),
                    "names +error +VM shop/shop-web is there already, and scenario it would make one of that name"),
            row(
                    "namespace of another run",
                    () -> created("""
                            {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "auto-mtv-x7k2p",
                             "labels": {"mtv-e2e/run": "mtv-x7k2p"}}}"""),
                    "",
                    "leftovers +warning +run mtv-x7k2p has namespace auto-mtv-x7k2p on the hub since .*; if it goes"
                            + " on no more.*--run mtv-x7k2p"),
            row(
                    "namespaces of many runs",
                    () -> {
                        for (String run : List.of("a", "b", "c", "d", "e", "f", "g")) {
                            created("""
                                    {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "auto-mtv-%s",
                                     "labels": {"mtv-e2e/run": "mtv-%s"}}}""".formatted(run, run));
                        }
                        return Map.of();
                    },
                    "",
                    "leftovers +warning +2 more namespaces of runs are on the hub; list them with oc get"),
            row(
                    "operator that fails",
                    () -> patchedStatus(
                            ResourceKind.FORKLIFT_CONTROLLER,
                            "forklift-controller",
                            "{\"status\": {\"conditions\": [{\"type\": \"Failure\", \"status\": \"True\","
                                    + " \"reason\": \"Failed\", \"message\": \"no image\"}]}}",
                            "{\"status\": {\"conditions\": []}}"),
                    "",
                    "MTV +warning +MTV's operator reports Failure \\(Failed\\): no image; look at the log"),
            row(
                    "namespace that is being deleted",
                    this::endingNamespace,
                    intoShop("").replace("\"shop\"", "\"ending\""),
                    "namespaces error +namespace ending is being deleted, and takes no VM; wait until it is gone"),
            row(
                    "Provider that is not Ready",
                    this::providerThatIsNotReady,
                    "",
                    "source +warning +MTV has Provider shop/theirs of the same source, and it is not Ready: .*"
                            + "ConnectionTestFailed.*; see whether"),
            row(
                    "name of two VMs",
                    () -> {
                        created("""
                                {"apiVersion": "kubevirt.io/v1", "kind": "VirtualMachine", "metadata":
                                 {"name": "shop-web", "namespace": "default"}, "spec": {"runStrategy": "Halted",
                                 "template": {"spec": {"domain": {"devices": {}}}}}}""");
                        return Map.of("source_provider", "openshift-sandbox");
                    },
                    AS_IT_IS.formatted("shop-web", "", false),
                    "machines +error +VM shop-web of scenario it is one of 2 of that name in MTV's inventory; say"),
            row(
                    "precopy interval of another run",
                    () -> patched(
                            ResourceKind.FORKLIFT_CONTROLLER,
                            MTV,
                            "forklift-controller",
                            "{\"metadata\": {\"annotations\": {\"precopy-interval.mtv-e2e/mtv-x7k2p\": \"3\"}}}",
                            "{\"metadata\": {\"annotations\": {\"precopy-interval.mtv-e2e/mtv-x7k2p\": null}}}"),
                    AS_IT_IS.formatted("mtv-tests-rhel8", ", \"clone\": true", true),
                    "leftovers +warning +the precopy interval is held by \\[mtv-x7k2p\\]"),
        };
    }

    /** Something in it keeps it. */
    private Map<String, String> endingNamespace() {
        KubernetesClient client = bed.hub().client();
        created("{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \"ending\"}}");
        HasMetadata kept = client.resource(ModelSerialization.shared().<HasMetadata>unmarshal("""
                        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "kept", "namespace": "ending",
                         "finalizers": ["example.test/kept"]}}"""))
                .create();
        mending.push(() -> client.resource(kept)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\": {\"finalizers\": null}}"));
        client.namespaces().withName("ending").delete();
        return Map.of();
    }

    /** MTV writes no status of one without a Secret. */
    private Map<String, String> providerThatIsNotReady() {
        SourceProviderEntry source = bed.settings(Map.of()).source().entry().orElseThrow();
        created("""
                {"apiVersion": "forklift.konveyor.io/v1beta1", "kind": "Provider", "metadata": {"name": "theirs",
                 "namespace": "shop"}, "spec": {"type": "vsphere", "url": "%s",
                 "secret": {"name": "gone", "namespace": "shop"}},
                 "status": {"phase": "ConnectionFailed", "conditions": [{"type": "ConnectionTestFailed",
                 "status": "True", "category": "Critical", "message": "no way",
                 "lastTransitionTime": "2026-01-01T00:00:00Z"}]}}""".formatted(source.url()));
        return Map.of();
    }

    private static String intoShop(String more) {
        return """
                {"virtual_machines": [{"name": "mtv-tests-rhel8", "clone": true%s}], "warm_migration": false,
                 "scc": "forklift-controller-scc", "vm_target_namespace": "shop"}""".formatted(more);
    }

    private String developer() {
        return bed.sandbox().clusters().get(0).password(OpenShift.DEVELOPER);
    }

    private Map<String, String> created(String json) {
        HasMetadata object = ModelSerialization.shared().unmarshal(json);
        KubernetesClient client = bed.hub().client();
        client.resource(object).create();
        if (json.contains("\"status\"")) {
            client.resource(ModelSerialization.shared().<HasMetadata>unmarshal(json))
                    .patchStatus();
        }
        mending.push(() -> client.resource(object).delete());
        return Map.of();
    }

    private Map<String, String> removedFromHub(ResourceKind kind, String namespace, String name, String... setting) {
        removed(bed.hub().client(), kind, namespace, name);
        return setting.length == 0 ? Map.of() : Map.of(setting[0], name);
    }

    private boolean removed(KubernetesClient client, ResourceKind kind, String namespace, String name) {
        GenericKubernetesResource object = kind.find(client, namespace, name).orElseThrow();
        client.resource(object).delete();
        object.getMetadata().setResourceVersion(null);
        object.getMetadata().setUid(null);
        object.getMetadata().setFinalizers(List.of());
        mending.push(() -> {
            client.resource(object).create();
            if (object.getAdditionalProperties().containsKey("status")) {
                client.resource(object).patchStatus();
            }
        });
        return true;
    }

    private Map<String, String> patched(ResourceKind kind, String namespace, String name, String change, String back) {
        var all = kind.on(bed.hub().client());
        var object = kind.isNamespaced() ? all.inNamespace(namespace).withName(name) : all.withName(name);
        object.patch(PatchContext.of(PatchType.JSON_MERGE), change);
        mending.push(() -> object.patch(PatchContext.of(PatchType.JSON_MERGE), back));
        return Map.of();
    }

    private Map<String, String> patchedStatus(ResourceKind kind, String name, String change, String back) {
        var object = kind.on(bed.hub().client()).inNamespace(MTV).withName(name).subresource("status");
        object.patch(PatchContext.of(PatchType.JSON_MERGE), change);
        mending.push(() -> object.patch(PatchContext.of(PatchType.JSON_MERGE), back));
        return Map.of();
    }

    private Map<String, String> patchedSchema(String field) {
        var plans = bed.hub()
                .client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("plans.forklift.konveyor.io");
        String path = "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/" + field;
        String before = ModelSerialization.shared()
                .asJson(plans.get()
                        .getSpec()
                        .getVersions()
                        .get(0)
                        .getSchema()
                        .getOpenAPIV3Schema()
                        .getProperties()
                        .get("spec")
                        .getProperties()
                        .get(field));
        plans.patch(PatchContext.of(PatchType.JSON), "[{\"op\": \"remove\", \"path\": \"" + path + "\"}]");
        mending.push(() -> plans.patch(
                PatchContext.of(PatchType.JSON),
                "[{\"op\": \"add\", \"path\": \"" + path + "\", \"value\": " + before + "}]"));
        return Map.of();
    }

    @Test(dataProvider = "broken")
    public void whatIsBrokenHasItsLine(String what, Break broken, String scenario, String line) throws IOException {
        try {
            Map<String, String> settings = new HashMap<>(broken.settings());
            assertThat(bed.examine(bed.planned("local", settings, scenario)))
                    .as(what)
                    .containsPattern(line);
        } finally {
            while (!mending.isEmpty()) {
                mending.pop().run();
            }
        }
    }

    @Test
    public void nothingIsFoundOnAGoodClusterWithFewRequestsAndAtOnce() throws IOException {
        PlannedRun planned =
                bed.planned("remote", Map.of("destination_rights", "migrator"), intoShop(", \"target_name\": \"new\""));
        long before = requests();
        long start = System.nanoTime();

        String table = bed.examine(planned);

        assertThat(System.nanoTime() - start).isLessThan(3_000_000_000L);
        assertThat(requests() - before).isLessThanOrEqualTo(25);
        assertThat(table.lines().filter(line -> !line.startsWith("clock")))
                .allMatch(line -> line.matches("\\S+ +good .*"));
    }

    /** Without those by which the sessions end, which a run goes on with. */
    private long requests() {
        return bed.sandbox().requestsByKind().entrySet().stream()
                .filter(call -> !call.getKey().contains("useroauthaccesstokens"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @DataProvider
    public Object[][] certificates() {
        return new Object[][] {
            {"certificate-expired", "it ended at 20"},
            {"certificate-of-another-host", "it is for api.elsewhere.example.test, and not for localhost"},
        };
    }

    @Test(dataProvider = "certificates")
    public void aCertificateIsShownWithWhatIsWrongWithIt(String fault, String why) throws IOException {
        try (DoctorBed other = new DoctorBed(new OutsideSandbox(fault))) {
            assertThat(other.examine(other.planned("local", Map.of("insecure_verify_skip", "false"), "")))
                    .containsPattern("API.* it shows the certificate of CN=.*: " + why);
        }
    }

    @Test
    public void everythingThatKeepsARunOutIsToldAtOnce() throws IOException {
        String told = bed.examine(bed.planned(
                "remote",
                Map.of(
                        "cluster_password",
                        "wrong",
                        "remote_cluster_password",
                        "wrong",
                        "providers_file",
                        bed.wrongProviders().toString()),
                ""));

        assertThat(told)
                .startsWith("The doctor found 3 errors, so nothing was created:")
                .contains("check cluster_username and cluster_password")
                .contains("check remote_cluster_username and remote_cluster_password")
                .contains("check username and password of vsphere-sandbox in the providers file");
    }

    @Test
    public void theRemoteClusterIsLookedAtLikewise() throws IOException {
        assertThat(bed.examine(bed.planned("remote", Map.of("storage_class", "standard-csi"), "")))
                .containsPattern("storage +error +StorageClass standard-csi is not on the remote");
        assertThat(bed.examine(bed.planned("remote", Map.of("remote_ocp_cluster", "other.example"), "")))
                .containsPattern("API +error +remote_ocp_cluster is \"other.example\", but");
    }

    @Test
    public void anErrorEndsARunBeforeItCreatesAnything() throws IOException {
        Map<String, Object> before = bed.sandbox().state();
        assertThatThrownBy(() -> TestBed.prepare(bed.settings(Map.of("storage_class", "gone")), "local"))
                .isInstanceOf(HealthException.class)
                .hasMessageContaining("storage: StorageClass gone is not on the hub");
        TestBed.prepare(bed.settings(Map.of("storage_class", "gone", "doctor", "report")), "local")
                .close();
        assertThat(bed.sandbox().state()).isEqualTo(before);
    }

    /** MTV's inventory shows VMs once there is a Provider of the source, which the beginning of a run makes. */
    @Test
    public void theVmsOfASourceThatMtvKnowsAreLookedAt() throws IOException {
        try (TestBed other = TestBed.prepare(bed.settings(Map.of()), "local")) {
            OpenTestBed open = other.open();
            assertThat(open.source().type().id()).isEqualTo("vsphere");

            assertThat(machine("mtv-tests-rhel8", "", false))
                    .containsPattern("machines +good +the VMs are there")
                    .containsPattern("source +good +MTV has Provider auto-mtv-\\S+ of the same source already");
            assertThat(machine("gone", "", false)).containsPattern("machines +error +VM gone of scenario it is not in");
            assertThat(machine("mtv-tests-rhel8", ", \"source_vm_power\": \"off\"", false))
                    .containsPattern("machines +error +VM mtv-tests-rhel8 .* is to be powered off, and is \\S+; power");
            assertThat(machine("mtv-tests-rhel8", "", true))
                    .containsPattern("machines +error .* Changed Block Tracking is off for .*; switch it on");
            assertThat(machine("ubuntu-no-tools", "", false))
                    .containsPattern("machines +error .* is on, and VMware Tools do not run in it");
            created("""
                    {"apiVersion": "kubevirt.io/v1", "kind": "VirtualMachine", "metadata": {"name": "same",
                     "namespace": "shop"}, "spec": {"runStrategy": "Halted", "template": {"spec": {"domain": {"devices":
                     {"interfaces": [{"name": "one", "macAddress": "%s", "masquerade": {}}]}},
                     "networks": [{"name": "one", "pod": {}}]}}}}""".formatted(mac(open)));
            assertThat(machine("mtv-tests-rhel8", "", false))
                    .containsPattern("addresses +error +VM shop/same of the hub has the MAC address .* of source VM"
                            + " mtv-tests-rhel8, and MTV migrates none twice; delete it");
        } finally {
            mending.forEach(Runnable::run);
            mending.clear();
        }
    }

    private static String mac(OpenTestBed open) {
        return open.source().inventory().vmsOnce("VMs are shown", any -> true).stream()
                .filter(vm -> vm.name().equals("mtv-tests-rhel8"))
                .findFirst()
                .orElseThrow()
                .nics()
                .get(0)
                .mac();
    }

    private String machine(String name, String more, boolean warm) throws IOException {
        return bed.examine(bed.planned("local", Map.of(), AS_IT_IS.formatted(name, more, warm)));
    }
}
