package mtv.sandbox.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
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
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

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
        KubernetesClient own = api.clientFor("inventory");
        inventory = InventoryServer.start(
                new InventoryConfig(
                        api.vertx(), certificate, clock, api.tokens(), provider -> own, sources::at, Faults.none()),
                state);
        token = api.tokens().issue("somebody");
        state.complete(provider(
                "vsphere", "uid-v", sources.platform(PlatformType.VSPHERE).url()));
        state.complete(provider("openshift", "uid-o", ""));
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
        assertThat(providers.at("/vsphere/0/uid").asText()).isEqualTo("uid-v");
        assertThat(providers.at("/vsphere/0/object").isMissingNode()).isTrue();
        JsonNode full = json("/providers/vsphere?detail=1").get(0);
        assertThat(full.at("/object/spec/type").asText()).isEqualTo("vsphere");
        assertThat(full.path("datastoreCount").asInt()).isEqualTo(2);
        assertThat(full.path("selfLink").asText()).isEqualTo("providers/vsphere/uid-v");
    }

    @Test
    public void machinesAreAlwaysInFullAndTemplatesLeftOut() throws IOException {
        JsonNode vms = json("/providers/vsphere/uid-v/vms");
        assertThat(vms.findValuesAsText("name")).contains("DB_Main_4x4").doesNotContain("rhel9-golden-template");
        JsonNode vm = json("/providers/vsphere/uid-v/vms?name=DB_Main_4x4").get(0);
        assertThat(vm.path("disks")).hasSize(4);
        assertThat(vm.at("/nics/3/network/id").asText()).isEqualTo("dvportgroup-22");
        assertThat(vm.path("guestNetworks")).hasSize(4);
        assertThat(vm.path("path").asText()).isEqualTo("/Sandbox/vm/Databases/DB_Main_4x4");
        assertThat(vm.at("/concerns/0/id").asText()).isEqualTo("vmware.vm.name.invalid");
        JsonNode silent =
                json("/providers/vsphere/uid-v/vms?name=ubuntu-no-tools").get(0);
        assertThat(silent.path("toolsRunningStatus").asText()).isEqualTo("guestToolsNotRunning");
        assertThat(silent.path("guestNetworks")).isEmpty();
        assertThat(silent.path("concerns").findValuesAsText("id"))
                .contains("vmware.changed_block_tracking.disabled", "vmware.snapshot.detected");
    }

    @Test
    public void otherListsShowTheirBasicsUnlessAskedForMore() throws IOException {
        assertThat(json("/providers/vsphere/uid-v/datastores").get(0).has("capacity"))
                .isFalse();
        assertThat(json("/providers/vsphere/uid-v/datastores?detail=all").get(0).has("capacity"))
                .isTrue();
        assertThat(json("/providers/vsphere/uid-v/datastores/datastore-8")
                        .path("type")
                        .asText())
                .isEqualTo("VMFS");
        assertThat(json("/providers/vsphere/uid-v/hosts?limit=1&offset=1")
                        .get(0)
                        .path("id")
                        .asText())
                .isEqualTo("host-32");
        for (String collection : new String[] {"datacenters", "clusters", "folders", "networks"}) {
            assertThat(json("/providers/vsphere/uid-v/" + collection)).isNotEmpty();
        }
        assertThat(get("/providers/vsphere/uid-v/vms?limit=many").statusCode()).isEqualTo(400);
        assertThat(get("/providers/vsphere/uid-v/vms/vm-0").statusCode()).isEqualTo(404);
        assertThat(get("/providers/vsphere/uid-v/unknown").statusCode()).isEqualTo(404);
    }

    @Test
    public void workloadHasItsHost() throws IOException {
        String id = json("/providers/vsphere/uid-v/vms").get(0).path("id").asText();
        JsonNode workload = json("/providers/vsphere/uid-v/workloads/" + id);
        assertThat(workload.at("/host/name").asText()).isEqualTo("esxi-01.example.test");
    }

    @Test
    public void clusterShowsItsObjects() throws IOException {
        api.clientFor("admin")
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("shown")
                        .endMetadata()
                        .build())
                .create();
        JsonNode namespaces = json("/providers/openshift/uid-o/namespaces?detail=1&name=shown");
        assertThat(namespaces.at("/0/object/metadata/name").asText()).isEqualTo("shown");
        assertThat(json("/providers/openshift/uid-o/vms")).isEmpty();
        assertThat(json("/providers/openshift/uid-o").path("networkCount").asInt())
                .isEqualTo(1);
    }

    private static Provider provider(String type, String uid, String url) {
        Provider provider = new Provider();
        provider.setMetadata(new ObjectMetaBuilder()
                .withName("p-" + uid)
                .withNamespace("ns")
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
