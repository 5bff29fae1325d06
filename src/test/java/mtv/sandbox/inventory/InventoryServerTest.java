package mtv.sandbox.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import mtv.model.ObjectRef;
import mtv.model.Provider;
import mtv.model.ProviderSpec;
import mtv.sandbox.Sources;
import mtv.sandbox.api.ApiServer;
import mtv.sandbox.api.ApiServerConfig;
import mtv.sandbox.api.Certificate;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.fault.Faults;
import mtv.sandbox.http.Https;
import mtv.sandbox.source.PlatformType;
import mtv.sandbox.source.Platforms;
import mtv.sandbox.source.SimPlatform;
import mtv.sandbox.source.SimVm;
import mtv.sandbox.source.SourcePlatform;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The inventory's contract: who may ask, when there is an answer, and what it looks like. */
public class InventoryServerTest {

    private final SandboxClock clock = new SandboxClock(1000);
    private final Certificate certificate = Certificate.loopback();
    private final Https https = new Https(certificate);
    private final InventoryState state = new InventoryState();
    private ApiServer api;
    private Sources sources;
    private InventoryServer inventory;
    private String token;

    @BeforeClass
    public void start() {
        api = ApiServer.start(ApiServerConfig.of(clock, certificate, Map.of()));
        sources = Sources.start(
                api.vertx(),
                certificate,
                new Platforms(clock, certificate.thumbprint(), 1, "password", Optional.empty()));
        inventory = InventoryServer.start(
                new InventoryConfig(
                        api.vertx(), certificate, clock, api.clientFor("kubeadmin"), new Known(), Faults.none()),
                state);
        token = api.tokens().issue("kubeadmin");
        for (PlatformType type :
                List.of(PlatformType.VSPHERE, PlatformType.OVIRT, PlatformType.OPENSTACK, PlatformType.OVA)) {
            state.complete(provider(
                    type.id(), "uid-" + type.id(), sources.platform(type).url()));
        }
        state.complete(provider("openshift", "uid-o", ""));
    }

    /** Providers whose uid says what they are. */
    private final class Known implements InventoryConfig.Providers {

        @Override
        public KubernetesClient clusterOf(Provider provider) {
            return api.clientFor("kubeadmin");
        }

        @Override
        public Optional<SourcePlatform> platformOf(Provider provider) {
            return sources.at(provider.getSpec().url());
        }

        @Override
        public boolean isRestricted(Provider provider) {
            return provider.getMetadata().getUid().equals("uid-r");
        }

        @Override
        public boolean requiresAuthentication() {
            return true;
        }
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        inventory.close();
        sources.close();
        api.close();
        clock.close();
    }

    @Test
    public void onlyHoldersOfATokenAreAnswered() {
        assertThat(https.call("GET", inventory.url().resolve("/providers"), "").statusCode())
                .isEqualTo(401);
        assertThat(get("/providers").statusCode()).isEqualTo(200);
    }

    @Test
    public void unknownProviderIsTakenForOneThatIsNotThereYet() {
        HttpResponse<String> answer = get("/providers/vsphere/uid-x/vms");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("X-Reason")).contains("ProviderNotFound");
    }

    @Test
    public void loadingInventoryAnswersWithoutABody() {
        state.loading(provider(
                "vsphere", "uid-l", sources.platform(PlatformType.VSPHERE).url()));
        HttpResponse<String> answer = get("/providers/vsphere/uid-l/vms");
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).isEmpty();
        state.gone("uid-l");
    }

    @Test
    public void everyTypeIsAKeyOfTheProviders() throws IOException {
        JsonNode providers = json("/providers");
        assertThat(providers.fieldNames())
                .toIterable()
                .containsExactly("openshift", "vsphere", "ovirt", "openstack", "ova", "ec2", "hyperv");
        assertThat(providers.at("/vsphere/0/uid").asText()).isEqualTo("uid-vsphere");
        assertThat(providers.at("/vsphere/0/object").isMissingNode()).isTrue();
        JsonNode full = json("/providers/vsphere?detail=1").get(0);
        assertThat(full.at("/object/spec/type").asText()).isEqualTo("vsphere");
        assertThat(full.path("datastoreCount").asInt()).isEqualTo(2);
        assertThat(full.path("selfLink").asText()).isEqualTo("providers/vsphere/uid-vsphere");
    }

    @Test
    public void machinesAreAlwaysInFullAndTemplatesLeftOut() throws IOException {
        JsonNode vms = json("/providers/vsphere/uid-vsphere/vms");
        assertThat(vms.findValuesAsText("name")).contains("DB_Main_4x4").doesNotContain("rhel9-golden-template");
        JsonNode vm =
                json("/providers/vsphere/uid-vsphere/vms?name=DB_Main_4x4").get(0);
        assertThat(vm.path("disks")).hasSize(4);
        assertThat(vm.at("/nics/3/network/id").asText()).isEqualTo("dvportgroup-22");
        assertThat(vm.path("guestNetworks")).hasSize(4);
        assertThat(vm.path("path").asText()).isEqualTo("/Sandbox/vm/Databases/DB_Main_4x4");
        assertThat(vm.path("concerns").findValuesAsText("id")).contains("vmware.vm.name.invalid");
        JsonNode silent =
                json("/providers/vsphere/uid-vsphere/vms?name=ubuntu-no-tools").get(0);
        assertThat(silent.path("toolsRunningStatus").asText()).isEqualTo("guestToolsNotRunning");
        assertThat(silent.path("guestNetworks")).isEmpty();
        assertThat(silent.path("concerns").findValuesAsText("id"))
                .contains("vmware.changed_block_tracking.disabled", "vmware.snapshot.detected");
    }

    @Test
    public void otherListsShowTheirBasicsUnlessAskedForMore() throws IOException {
        assertThat(json("/providers/vsphere/uid-vsphere/datastores").get(0).has("capacity"))
                .isFalse();
        assertThat(json("/providers/vsphere/uid-vsphere/datastores?detail=all")
                        .get(0)
                        .has("capacity"))
                .isTrue();
        assertThat(json("/providers/vsphere/uid-vsphere/datastores/datastore-8")
                        .path("type")
                        .asText())
                .isEqualTo("VMFS");
        assertThat(json("/providers/vsphere/uid-vsphere/hosts?limit=1&offset=1")
                        .get(0)
                        .path("id")
                        .asText())
                .isEqualTo("host-32");
        for (String collection : new String[] {"datacenters", "clusters", "folders", "networks"}) {
            assertThat(json("/providers/vsphere/uid-vsphere/" + collection)).isNotEmpty();
        }
        assertThat(get("/providers/vsphere/uid-vsphere/vms?limit=many").statusCode())
                .isEqualTo(400);
        assertThat(get("/providers/vsphere/uid-vsphere/vms/vm-0").statusCode()).isEqualTo(404);
        assertThat(get("/providers/vsphere/uid-vsphere/unknown").statusCode()).isEqualTo(404);
    }

    @Test
    public void workloadHasItsHost() throws IOException {
        String id = json("/providers/vsphere/uid-vsphere/vms").get(0).path("id").asText();
        JsonNode workload = json("/providers/vsphere/uid-vsphere/workloads/" + id);
        assertThat(workload.at("/host/name").asText()).isEqualTo("esxi-01.example.test");
    }

    @Test
    public void clusterShowsItsObjects() throws IOException {
        namespace("shown");
        JsonNode namespaces = json("/providers/openshift/uid-o/namespaces?detail=1&name=shown");
        assertThat(namespaces.at("/0/object/metadata/name").asText()).isEqualTo("shown");
        assertThat(json("/providers/openshift/uid-o/vms")).isEmpty();
        assertThat(json("/providers/openshift/uid-o").path("networkCount").asInt())
                .isEqualTo(1);
    }

    @Test
    public void theOrderOfQuestionsIsThatOfTheProduct() {
        state.loading(provider("ovirt", "uid-w", "x"));
        String stranger = api.tokens().issue("stranger");
        assertThat(status("/providers/ovirt/uid-w/vms?detail=lots", "")).isEqualTo(400);
        assertThat(status("/providers/ovirt/uid-x/vms", "")).isEqualTo(404);
        assertThat(status("/providers/ovirt/uid-w/vms", "")).isEqualTo(206);
        assertThat(status("/providers/ovirt/uid-ovirt/vms", "")).isEqualTo(401);
        assertThat(status("/providers/ovirt/uid-ovirt/vms", stranger)).isEqualTo(403);
        assertThat(status("/providers", stranger)).isEqualTo(403);
        assertThat(status("/providers/ovirt/uid-ovirt/vms", "no-token")).isEqualTo(401);
        state.gone("uid-w");
    }

    @DataProvider
    public Object[][] platforms() {
        return new Object[][] {
            {PlatformType.VSPHERE, "host", "vm", "poweredOn"},
            {PlatformType.OVIRT, "cluster", "cluster", "up"},
            {PlatformType.OPENSTACK, "flavor", "project", "ACTIVE"},
            {PlatformType.OVA, "ovfPath", "vm", null},
        };
    }

    @Test(dataProvider = "platforms")
    public void everyTypeIsShownAtEachLevel(PlatformType type, String inWorkload, String tree, String power)
            throws IOException {
        SimPlatform platform = sources.platform(type);
        SimVm first = platform.vms().get(0);
        String base = "/providers/" + type.id() + "/uid-" + type.id();
        JsonNode full = json(base + "/vms?detail=all").get(0);
        assertThat(full.path("name").asText()).isEqualTo(first.name());
        assertThat(full.path("selfLink").asText()).isEqualTo(base.substring(1) + "/vms/" + first.id());
        assertThat(full.path("revisionValidated").asInt()).isEqualTo(first.revision());
        if (power != null) {
            assertThat(full.path(type == PlatformType.VSPHERE ? "powerState" : "status")
                            .asText())
                    .isEqualTo(power);
        }
        assertThat(json(base + "/vms/" + first.id())).isEqualTo(full);
        assertThat(json(base + "/workloads/" + first.id()).has(inWorkload)).isTrue();
        assertThat(json(base + "/tree/" + tree).path("children")).isNotEmpty();
        JsonNode described = json("/providers/" + type.id() + "?detail=1").get(0);
        assertThat(described.path("vmCount").asLong())
                .isEqualTo(platform.vms().stream().filter(vm -> !vm.template()).count());
        if (type != PlatformType.VSPHERE) {
            JsonNode basics = json(base + "/vms").get(0);
            JsonNode main = json(base + "/vms?detail=1").get(0);
            assertThat(basics.has("concerns")).isFalse();
            assertThat(main.has("concerns")).isTrue();
            assertThat(main.size()).isBetween(basics.size() + 1, full.size() - 1);
        }
    }

    @Test
    public void whatPlatformsHaveBesidesMachinesIsListed() throws IOException {
        Map<String, String> collections = Map.of(
                "vsphere", "datacenters clusters folders hosts networks datastores",
                "ovirt", "datacenters clusters servercpus hosts networks nicprofiles diskprofiles storagedomains disks",
                "openstack", "regions projects networks subnets volumes volumetypes flavors images",
                "ova", "networks disks storages");
        for (Map.Entry<String, String> type : collections.entrySet()) {
            for (String collection : type.getValue().split(" ")) {
                String base = "/providers/" + type.getKey() + "/uid-" + type.getKey() + "/" + collection;
                JsonNode list = json(base + "?detail=all");
                assertThat(list).as(base).isNotEmpty();
                assertThat(json(base + "/" + list.get(0).path("id").asText())).isEqualTo(list.get(0));
            }
        }
    }

    @Test
    public void aChangeIsSeenLateAndValidatedLater() throws IOException {
        SimPlatform ovirt = sources.platform(PlatformType.OVIRT);
        SimVm vm = ovirt.vms().get(3);
        String path = "/providers/ovirt/uid-ovirt/vms/" + vm.id();
        int before = json(path).path("revision").asInt();
        ovirt.change(vm.id(), same -> same.withMemoryMib(7777));
        await().until(() -> json(path).path("revision").asInt() > before);
        await().until(() -> json(path).path("revisionValidated").asInt()
                == json(path).path("revision").asInt());
    }

    @Test
    public void aRestrictedHostIsReadAsTheCaller() throws IOException {
        namespace("default");
        namespace("elsewhere");
        state.complete(provider("openshift", "uid-r", ""));
        assertThat(json("/providers/openshift/uid-r/namespaces").findValuesAsText("name"))
                .containsExactly("default");
        assertThat(json("/providers/openshift/uid-o/namespaces").size()).isGreaterThan(1);
        state.gone("uid-r");
    }

    @Test
    public void flawsOfTheProductAreThere() throws IOException {
        String base = "/providers/openshift/uid-o";
        assertThat(status(base + "/storageclasses/any", token)).isEqualTo(404);
        assertThat(status(base + "/networks", token)).isEqualTo(404);
        assertThat(https.call(
                                "GET",
                                inventory.url().resolve(base + "/vms"),
                                "",
                                "Authorization",
                                "Bearer " + token,
                                "X-Watch",
                                "snapshot")
                        .statusCode())
                .isEqualTo(501);
    }

    private void namespace(String name) {
        api.clientFor("kubeadmin")
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .createOr(NonDeletingOperation::update);
    }

    private int status(String path, String bearer) {
        return bearer.isEmpty()
                ? https.call("GET", inventory.url().resolve(path), "").statusCode()
                : https.call("GET", inventory.url().resolve(path), "", "Authorization", "Bearer " + bearer)
                        .statusCode();
    }

    private static Provider provider(String type, String uid, String url) {
        Provider provider = new Provider();
        provider.setMetadata(new ObjectMetaBuilder()
                .withName("p-" + uid)
                .withNamespace("default")
                .withUid(uid)
                .withResourceVersion("7")
                .build());
        provider.setSpec(new ProviderSpec(type, url, new ObjectRef(null, null), Map.of()));
        return provider;
    }

    private HttpResponse<String> get(String path) {
        return https.call("GET", inventory.url().resolve(path), "", "Authorization", "Bearer " + token);
    }

    private JsonNode json(String path) throws IOException {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return JsonMapper.builder().build().readTree(answer.body());
    }
}
