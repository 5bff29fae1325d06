package mtv.sandbox.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SimVm;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

import java.io.IOException;
import java.net.http.HttpResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may read the inventory, when it answers, and what its answers contain. */
public class InventoryServerTest {

    private InventoryBed bed;

    @BeforeClass
    public void start() {
        bed = new InventoryBed();
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        bed.close();
    }

    @Test
    public void requestsWithoutATokenAreRefused() {
        assertThat(bed.https
                        .call("GET", bed.inventory.url().resolve("/providers"), "")
                        .statusCode())
                .isEqualTo(401);
        assertThat(bed.get("/providers").statusCode()).isEqualTo(200);
    }

    @Test
    public void anUnknownProviderIsNotThereYet() {
        HttpResponse<String> answer = bed.get("/providers/vsphere/uid-x/vms");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("X-Reason")).contains("ProviderNotFound");
    }

    @Test
    public void loadingInventoryAnswersWithoutABody() {
        bed.state.loading(InventoryBed.provider(
                "vsphere", "uid-l", bed.sources.platform(PlatformType.VSPHERE).url()));
        HttpResponse<String> answer = bed.get("/providers/vsphere/uid-l/vms");
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).isEmpty();
        bed.state.gone("uid-l");
    }

    @Test
    public void everyTypeIsAKeyOfTheProviders() throws IOException {
        JsonNode providers = bed.json("/providers");
        assertThat(providers.fieldNames())
                .toIterable()
                .containsExactly("openshift", "vsphere", "ovirt", "openstack", "ova", "ec2", "hyperv");
        assertThat(providers.at("/vsphere/0/uid").asText()).isEqualTo("uid-vsphere");
        assertThat(providers.at("/vsphere/0/object").isMissingNode()).isTrue();
        JsonNode full = bed.json("/providers/vsphere?detail=1").get(0);
        assertThat(full.at("/object/spec/type").asText()).isEqualTo("vsphere");
        assertThat(full.path("datastoreCount").asInt()).isEqualTo(2);
        assertThat(full.path("selfLink").asText()).isEqualTo("providers/vsphere/uid-vsphere");
    }

    @Test
    public void vmsAreListedInFullWithoutTemplates() throws IOException {
        JsonNode vms = bed.json("/providers/vsphere/uid-vsphere/vms");
        assertThat(vms.findValuesAsText("name")).contains("DB_Main_4x4").doesNotContain("rhel9-golden-template");
        JsonNode vm =
                bed.json("/providers/vsphere/uid-vsphere/vms?name=DB_Main_4x4").get(0);
        assertThat(vm.path("disks")).hasSize(4);
        assertThat(vm.at("/nics/3/network/id").asText()).isEqualTo("dvportgroup-22");
        assertThat(vm.path("guestNetworks")).hasSize(4);
        assertThat(vm.path("path").asText()).isEqualTo("/Sandbox/vm/Databases/DB_Main_4x4");
        assertThat(vm.path("concerns").findValuesAsText("id")).contains("vmware.vm.name.invalid");
        JsonNode silent = bed.json("/providers/vsphere/uid-vsphere/vms?name=ubuntu-no-tools")
                .get(0);
        assertThat(silent.path("toolsRunningStatus").asText()).isEqualTo("guestToolsNotRunning");
        assertThat(silent.path("guestNetworks")).isEmpty();
        assertThat(silent.path("concerns").findValuesAsText("id"))
                .contains("vmware.changed_block_tracking.disabled", "vmware.snapshot.detected")
                .contains("vmware.os.unsupported", "vmware.disk_serial.truncated")
                .doesNotContain("vmware.disk.count.exceeds.limit", "vmware.vm.name.invalid");
    }

    @Test
    public void otherListsHaveBasicFactsUnlessMoreIsAskedFor() throws IOException {
        assertThat(bed.json("/providers/vsphere/uid-vsphere/datastores").get(0).has("capacity"))
                .isFalse();
        assertThat(bed.json("/providers/vsphere/uid-vsphere/datastores?detail=all")
                        .get(0)
                        .has("capacity"))
                .isTrue();
        assertThat(bed.json("/providers/vsphere/uid-vsphere/datastores/datastore-8")
                        .path("type")
                        .asText())
                .isEqualTo("VMFS");
        assertThat(bed.json("/providers/vsphere/uid-vsphere/hosts?limit=1&offset=1")
                        .get(0)
                        .path("id")
                        .asText())
                .isEqualTo("host-32");
        for (String collection : new String[] {"datacenters", "clusters", "folders", "networks"}) {
            assertThat(bed.json("/providers/vsphere/uid-vsphere/" + collection)).isNotEmpty();
        }
        assertThat(bed.get("/providers/vsphere/uid-vsphere/vms?limit=many").statusCode())
                .isEqualTo(400);
        assertThat(bed.get("/providers/vsphere/uid-vsphere/vms/vm-0").statusCode())
                .isEqualTo(404);
        assertThat(bed.get("/providers/vsphere/uid-vsphere/unknown").statusCode())
                .isEqualTo(404);
    }

    @Test
    public void aNameInAQueryMayBeAPath() throws IOException {
        String base = "/providers/vsphere/uid-vsphere";
        assertThat(bed.json(base + "/vms?name=Databases/DB_Main_4x4")).hasSize(1);
        assertThat(bed.json(base + "/vms?name=Elsewhere/DB_Main_4x4"))
                .as("one alone is not held against its path")
                .hasSize(1);
        assertThat(bed.json(base + "/vms?name=DB_Main")).isEmpty();
        assertThat(bed.json("/providers/vsphere?name=nobody"))
                .as("Providers are not looked for by name")
                .isNotEmpty();
        assertThat(bed.json("/providers/vsphere?namespace=elsewhere")).isEmpty();
    }

    @Test
    public void unknownPathsAre404ForEverybody() {
        assertThat(bed.status("/providers/vsphere/uid-vsphere/nosuch", "")).isEqualTo(404);
        assertThat(bed.status("/providers/vsphere/uid-vsphere/workloads", bed.token))
                .isEqualTo(404);
        assertThat(bed.status("/providers/ovirt/uid-vsphere/vms", bed.token)).isEqualTo(404);
        assertThat(bed.status("/nosuch?detail=x", bed.token)).isEqualTo(404);
        assertThat(bed.status("/providers/nosuch", bed.token)).isEqualTo(404);
        assertThat(bed.status("/providers/nutanix", bed.token)).isEqualTo(200);
        assertThat(bed.status("/providers/", bed.token)).isEqualTo(200);
        assertThat(bed.status("/providers/vsphere/uid-vsphere/vms/", bed.token)).isEqualTo(200);
    }

    @Test
    public void templatesAreNotListedButCanBeRead() throws IOException {
        String id = bed.sources.platform(PlatformType.VSPHERE).vms().stream()
                .filter(SimVm::template)
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(bed.json("/providers/vsphere/uid-vsphere/vms").findValuesAsText("id"))
                .doesNotContain(id);
        assertThat(bed.json("/providers/vsphere/uid-vsphere/vms/" + id)
                        .path("isTemplate")
                        .asBoolean())
                .isTrue();
    }

    @Test
    public void aWorkloadHasItsHost() throws IOException {
        String id =
                bed.json("/providers/vsphere/uid-vsphere/vms").get(0).path("id").asText();
        JsonNode workload = bed.json("/providers/vsphere/uid-vsphere/workloads/" + id);
        assertThat(workload.at("/host/name").asText()).isEqualTo("esxi-01.example.test");
        assertThat(workload.at("/host/cluster/name").asText()).isEqualTo("east");
        JsonNode vm = bed.json("/providers/vsphere/uid-vsphere/vms/" + id);
        assertThat(vm.path("host").asText()).isEqualTo("host-31");
        assertThat(workload.path("concerns")).isEqualTo(vm.path("concerns"));
    }

    @Test
    public void aWorkloadHasItsDisksAndTheirStorage() throws IOException {
        String id = bed.json("/providers/ovirt/uid-ovirt/vms?name=DB_Main")
                .get(0)
                .path("id")
                .asText();
        JsonNode workload = bed.json("/providers/ovirt/uid-ovirt/workloads/" + id);
        assertThat(workload.path("diskAttachments").findValuesAsText("storageType"))
                .containsExactly("image", "lun");
        assertThat(workload.at("/diskAttachments/0/disk/profile/name").asText()).isEqualTo("nfs-data");
        assertThat(workload.at("/nics/0/profile/passThrough").asBoolean()).isTrue();
        assertThat(workload.at("/dataCenter/name").asText()).isEqualTo("Default");
        assertThat(workload.at("/cluster/dataCenter")).isEqualTo(workload.at("/dataCenter/id"));
    }

    @Test
    public void inventoryOfAClusterShowsItsObjects() throws IOException {
        bed.namespace("shown");
        JsonNode namespaces = bed.json("/providers/openshift/uid-o/namespaces?detail=1&name=shown");
        assertThat(namespaces.at("/0/object/metadata/name").asText()).isEqualTo("shown");
        assertThat(bed.json("/providers/openshift/uid-o/vms")).isEmpty();
        assertThat(bed.json("/providers/openshift/uid-o").path("networkCount").asInt())
                .isEqualTo(1);
    }

    @Test
    public void requestsAreCheckedInTheOrderOfMtv() {
        bed.state.loading(InventoryBed.provider("ovirt", "uid-w", "x"));
        String stranger = bed.api.tokens().issue("stranger");
        assertThat(bed.status("/providers/ovirt/uid-w/vms?detail=lots", "")).isEqualTo(400);
        assertThat(bed.status("/providers/ovirt/uid-x/vms", "")).isEqualTo(404);
        assertThat(bed.status("/providers/ovirt/uid-w/vms", "")).isEqualTo(206);
        assertThat(bed.status("/providers/ovirt/uid-ovirt/vms", "")).isEqualTo(401);
        assertThat(bed.status("/providers/ovirt/uid-ovirt/vms", stranger)).isEqualTo(403);
        assertThat(bed.status("/providers", stranger)).isEqualTo(403);
        assertThat(bed.status("/providers/ovirt/uid-ovirt/vms", "no-token")).isEqualTo(401);
        assertThat(bed.status("/providers/ovirt/uid-ovirt/vms?limit=-1", bed.token))
                .isEqualTo(400);
        bed.state.gone("uid-w");
    }

    @Test
    public void theHostProviderIsReadWithTheRightsOfTheCaller() throws IOException {
        bed.namespace("default");
        bed.namespace("elsewhere");
        bed.state.complete(InventoryBed.provider("openshift", "uid-r", ""));
        assertThat(bed.json("/providers/openshift/uid-r/namespaces").findValuesAsText("name"))
                .containsExactly("default");
        assertThat(bed.json("/providers/openshift/uid-o/namespaces").size()).isGreaterThan(1);
        bed.state.gone("uid-r");
    }

    @Test
    public void flawsOfMtvAreReproduced() throws IOException {
        String base = "/providers/openshift/uid-o";
        assertThat(bed.status(base + "/storageclasses/any", bed.token)).isEqualTo(404);
        assertThat(bed.status(base + "/networks", bed.token)).isEqualTo(404);
        String stranger = bed.api.tokens().issue("stranger");
        assertThat(bed.status("/providers/openstack/uid-openstack/vms", stranger))
                .isEqualTo(200);
        assertThat(bed.status("/providers/openstack/uid-openstack/vms", "no-token"))
                .isEqualTo(401);
        assertThat(bed.status("/providers/openstack/uid-openstack/networks", stranger))
                .isEqualTo(403);
        assertThat(bed.https
                        .call(
                                "GET",
                                bed.inventory.url().resolve(base + "/vms"),
                                "",
                                "Authorization",
                                "Bearer " + bed.token,
                                "X-Watch",
                                "snapshot")
                        .statusCode())
                .isEqualTo(501);
    }
}
