package mtv.sandbox.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.sandbox.clock.SandboxTime;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SimPlatform;
import mtv.sandbox.sources.SimVm;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What the inventory shows of each type of source at each level of detail, and when a change is seen. */
public class InventoryTypesTest {

    private InventoryBed bed;

    @BeforeClass
    public void start() {
        bed = new InventoryBed();
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        bed.close();
    }

    @DataProvider
    public Object[][] platforms() {
        return new Object[][] {
            {PlatformType.VSPHERE, "host", "vm", "poweredOn"},
            {PlatformType.OVIRT, "cluster", "cluster", "up"},
            {PlatformType.OPENSTACK, "flavor", "project", "ACTIVE"},
            {PlatformType.OVA, "ovfPath", null, null},
            {PlatformType.HYPERV, "guestOS", null, null},
        };
    }

    @Test(dataProvider = "platforms")
    public void everyTypeIsShownAtEachLevel(PlatformType type, String inWorkload, String tree, String power)
            throws IOException {
        SimPlatform platform = bed.sources.platform(type);
        SimVm first = platform.vms().get(0);
        String base = "/providers/" + type.id() + "/uid-" + type.id();
        JsonNode full = bed.json(base + "/vms?detail=all").get(0);
        assertThat(full.path("name").asText()).isEqualTo(first.name());
        assertThat(full.path("selfLink").asText()).isEqualTo(base.substring(1) + "/vms/" + first.id());
        assertThat(bed.json(base + "/vms?detail=1")
                        .get(0)
                        .path("revisionValidated")
                        .asInt())
                .isEqualTo(first.revision());
        if (power != null) {
            assertThat(full.path(type == PlatformType.VSPHERE ? "powerState" : "status")
                            .asText())
                    .isEqualTo(power);
        }
        assertThat(bed.json(base + "/vms/" + first.id())).isEqualTo(full);
        assertThat(bed.json(base + "/workloads/" + first.id()).has(inWorkload)).isTrue();
        if (tree == null) {
            assertThat(bed.get(base + "/tree/vm").statusCode()).isEqualTo(404);
        } else {
            assertThat(bed.json(base + "/tree/" + tree).path("children")).isNotEmpty();
        }
        JsonNode described = bed.json("/providers/" + type.id() + "?detail=1").get(0);
        assertThat(described.path("vmCount").asLong())
                .as("vSphere's templates are counted")
                .isEqualTo(platform.vms().stream()
                        .filter(vm -> type == PlatformType.VSPHERE || !vm.template())
                        .count());
        if (type != PlatformType.VSPHERE) {
            JsonNode basics = bed.json(base + "/vms").get(0);
            JsonNode main = bed.json(base + "/vms?detail=1").get(0);
            assertThat(basics.has("concerns")).isFalse();
            assertThat(main.has("concerns")).isTrue();
            assertThat(main.size()).isBetween(basics.size() + 1, full.size() - 1);
        }
    }

    @Test
    public void hostsNetworksAndStoragesAreListed() throws IOException {
        Map<String, String> collections = Map.of(
                "vsphere", "datacenters clusters folders hosts networks datastores",
                "ovirt", "datacenters clusters servercpus hosts networks nicprofiles diskprofiles storagedomains disks",
                "openstack", "regions projects networks subnets volumes volumetypes flavors images",
                "ova", "networks disks storages");
        for (Map.Entry<String, String> type : collections.entrySet()) {
            for (String collection : type.getValue().split(" ")) {
                String base = "/providers/" + type.getKey() + "/uid-" + type.getKey() + "/" + collection;
                JsonNode list = bed.json(base + "?detail=all");
                assertThat(list).as(base).isNotEmpty();
                assertThat(bed.json(base + "/" + list.get(0).path("id").asText()))
                        .isEqualTo(list.get(0));
            }
        }
    }

    @Test
    public void objectsInAWorkloadHaveNoPath() throws IOException {
        for (String type : List.of("vsphere", "ovirt", "openstack", "ova")) {
            String base = "/providers/" + type + "/uid-" + type;
            JsonNode vm = bed.json(base + "/vms").get(0);
            assertThat(vm.path("path").asText()).isNotEmpty();
            JsonNode workload = bed.json(base + "/workloads/" + vm.path("id").asText());
            assertThat(workload.findValues("path")).as(type).isEmpty();
        }
        JsonNode cloud = bed.json("/providers/openstack/uid-openstack/vms").get(0);
        JsonNode workload = bed.json("/providers/openstack/uid-openstack/workloads/"
                + cloud.path("id").asText());
        assertThat(workload.at("/networks/0/subnets/0")).isEqualTo(workload.at("/subnets/0/id"));
        assertThat(workload.at("/volumeTypes/0/name")).isEqualTo(workload.at("/volumes/0/volumeType"));
        assertThat(workload.path("addresses").fieldNames().next())
                .isEqualTo(workload.at("/networks/0/name").asText());
    }

    @Test
    public void aTreeShowsTheHierarchyAndEndsWithNull() throws IOException {
        JsonNode hosts = bed.json("/providers/vsphere/uid-vsphere/tree/host");
        assertThat(hosts.at("/children/0/object/clusters/id").asText()).isEqualTo("group-h4");
        assertThat(hosts.at("/children/0/children/0/object").has("hosts"))
                .as("only what is at the top is in full")
                .isFalse();
        assertThat(hosts.at("/children/0/children/0/children/0/children/0/kind").asText())
                .isEqualTo("VM");
        assertThat(hosts.at("/children/0/children/0/children/0/children/0/children")
                        .isNull())
                .isTrue();
        JsonNode vms = bed.json("/providers/vsphere/uid-vsphere/tree/vm?detail=1");
        assertThat(vms.at("/children/0/children/0/kind").asText()).isEqualTo("Folder");
        assertThat(vms.at("/children/0/children/0/children/0/object").has("powerState"))
                .isTrue();
        JsonNode below = vms.at("/children/0/children");
        assertThat(below.get(below.size() - 1).path("kind").asText())
                .as("machines in no folder are beside the folders")
                .isEqualTo("VM");
        assertThat(bed.json("/providers/vsphere/uid-vsphere/vms?name=app.v2")
                        .get(0)
                        .path("path")
                        .asText())
                .isEqualTo("/Sandbox/vm/app.v2");
        JsonNode clusters = bed.json("/providers/ovirt/uid-ovirt/tree/cluster");
        assertThat(clusters.at("/children/0/children/0/children").findValuesAsText("kind"))
                .startsWith("Host")
                .endsWith("VM");
        assertThat(bed.get("/providers/openstack/uid-openstack/tree/vm").statusCode())
                .isEqualTo(404);
    }

    @Test
    public void everyDiskOfAnOvaIsAStorage() throws IOException {
        String base = "/providers/ova/uid-ova";
        JsonNode vms = bed.json(base + "/vms?detail=all");
        JsonNode storages = bed.json(base + "/storages");
        assertThat(storages.findValuesAsText("id"))
                .hasSize(9)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(vms.findValuesAsText("ID").stream()
                        .filter(id -> id.length() == 36 && !id.contains("-"))
                        .toList());
        assertThat(storages.findValuesAsText("name")).contains("Two_Disks-disk1.vmdk", "Two_Disks-disk2.vmdk");
        assertThat(bed.json(base + "/disks").findValuesAsText("id")).isEqualTo(storages.findValuesAsText("id"));
        assertThat(vms.get(0).path("id")).isEqualTo(vms.get(0).path("uuid"));
    }

    @Test
    public void aChangeIsSeenLateAndValidatedLater() throws IOException {
        SimPlatform ovirt = bed.sources.platform(PlatformType.OVIRT);
        SimVm vm = ovirt.vms().get(3);
        String path = "/providers/ovirt/uid-ovirt/vms/" + vm.id();
        int before = bed.json(path).path("revision").asInt();
        ovirt.change(vm.id(), same -> same.withMemoryMib(7777));
        SandboxTime time = new SandboxTime(bed.clock);
        JsonNode seen = time.until(
                "the change is seen",
                () -> bed.json(path),
                now -> now.path("revision").asInt() > before);
        time.until(
                "the change is validated",
                () -> bed.json(path),
                now -> now.path("revisionValidated").asInt()
                        == seen.path("revision").asInt());
    }
}
