package mtv.sandbox.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.sandbox.source.PlatformType;
import mtv.sandbox.source.SimPlatform;
import mtv.sandbox.source.SimVm;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is shown of each type of source: at each level, with all that belongs to it, and how fresh. */
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
            {PlatformType.OVA, "ovfPath", "vm", null},
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
        assertThat(full.path("revisionValidated").asInt()).isEqualTo(first.revision());
        if (power != null) {
            assertThat(full.path(type == PlatformType.VSPHERE ? "powerState" : "status")
                            .asText())
                    .isEqualTo(power);
        }
        assertThat(bed.json(base + "/vms/" + first.id())).isEqualTo(full);
        assertThat(bed.json(base + "/workloads/" + first.id()).has(inWorkload)).isTrue();
        assertThat(bed.json(base + "/tree/" + tree).path("children")).isNotEmpty();
        JsonNode described = bed.json("/providers/" + type.id() + "?detail=1").get(0);
        assertThat(described.path("vmCount").asLong())
                .isEqualTo(platform.vms().stream().filter(vm -> !vm.template()).count());
        if (type != PlatformType.VSPHERE) {
            JsonNode basics = bed.json(base + "/vms").get(0);
            JsonNode main = bed.json(base + "/vms?detail=1").get(0);
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
                JsonNode list = bed.json(base + "?detail=all");
                assertThat(list).as(base).isNotEmpty();
                assertThat(bed.json(base + "/" + list.get(0).path("id").asText()))
                        .isEqualTo(list.get(0));
            }
        }
    }

    @Test
    public void aChangeIsSeenLateAndValidatedLater() throws IOException {
        SimPlatform ovirt = bed.sources.platform(PlatformType.OVIRT);
        SimVm vm = ovirt.vms().get(3);
        String path = "/providers/ovirt/uid-ovirt/vms/" + vm.id();
        int before = bed.json(path).path("revision").asInt();
        ovirt.change(vm.id(), same -> same.withMemoryMib(7777));
        await().until(() -> bed.json(path).path("revision").asInt() > before);
        await().until(() -> bed.json(path).path("revisionValidated").asInt()
                == bed.json(path).path("revision").asInt());
    }
}
