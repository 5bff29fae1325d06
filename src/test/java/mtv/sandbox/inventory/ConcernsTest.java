package mtv.sandbox.inventory;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.Scratch;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.Platforms;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** The concerns of a VM that the policy agent derives from its facts and from those of its host, disks and networks. */
public class ConcernsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @DataProvider
    public Object[][] rows() {
        return new Object[][] {
            {"vsphere", "clusters/east/drsEnabled", "true", "mtv-tests-rhel8", "vmware.drs.enabled"},
            {"vsphere", "clusters/east/dpmEnabled", "true", "mtv-tests-rhel8", "vmware.dpm.enabled"},
            {
                "vsphere",
                "clusters/east/hostAffinityVms",
                "[{\"id\": \"vm-1\"}]",
                "app.v2",
                "vmware.host_affinity.detected"
            },
            {"vsphere", "vms/app.v2/guestDisks", space("/", 104857599), "app.v2", "vmware.guestDisks.freespace"},
            {"vsphere", "vms/app.v2/guestDisks", space("c:", 104857599), "app.v2", "vmware.guestDisks.freespace"},
            {"vsphere", "vms/app.v2/guestDisks", space("/boot", 52428799), "app.v2", "vmware.guestDisks.freespace"},
            {"vsphere", "vms/app.v2/guestDisks", space("/var", 10485759), "app.v2", "vmware.guestDisks.freespace"},
            {"ovirt", "clusters/Default/haReservation", "true", "DB_Main", "ovirt.ha.reservation.enabled"},
            {"ovirt", "disks/DB_Main_Disk1/status", "\"locked\"", "DB_Main", "ovirt.disk.illegal_or_locked_status"},
            {"ovirt", "disks/DB_Main_Disk1/storageType", "\"cinder\"", "DB_Main", "ovirt.disk.storage_type.unsupported"
            },
            {"ovirt", "disks/DB_Main_Disk1/provisionedSize", "0", "DB_Main", "ovirt.disk.capacity.invalid"},
            {
                "ovirt",
                "nicprofiles/ovirtmgmt/portMirroring",
                "true",
                "mtv-rhel8-sanity",
                "ovirt.nic.port_mirroring.detected"
            },
            {
                "ovirt",
                "nicprofiles/ovirtmgmt/networkFilter",
                "\"f\"",
                "mtv-rhel8-sanity",
                "ovirt.nic.network_filter.detected"
            },
            {"openstack", "volumes/api-02-0/status", "\"error\"", "api-02", "openstack.disk.status.unsupported"},
            {"openstack", "volumes/api-02-0/size", "0", "api-02", "openstack.disk.capacity.invalid"},
            {"openstack", "volumes/api-02-0/attachments", "[{}, {}]", "api-02", "openstack.disk.shared.detected"},
            {
                "openstack",
                "flavors/odd.6/extraSpecs",
                "{\"hw:numa_nodes\": \"2\"}",
                "api-02",
                "openstack.numa_tuning.detected"
            },
            {
                "openstack",
                "flavors/odd.6/extraSpecs",
                "{\"os:secure_boot\": \"required\"}",
                "api-02",
                "openstack.secure_boot.detected"
            },
            {
                "openstack",
                "images/rhel-9.6/properties",
                "{\"hw_disk_bus\": \"ide\"}",
                "image-booted",
                "openstack.disk.unsupported_interface"
            },
            {
                "openstack",
                "images/rhel-9.6/properties",
                "{\"os_distro\": \"rhel\", \"os_version\": \"6\"}",
                "image-booted",
                "openstack.os.unsupported"
            },
            {
                "openstack",
                "images/rhel-9.6/properties",
                "{\"os_distro\": \"bsd\", \"os_version\": \"9\"}",
                "image-booted",
                "openstack.os.unsupported"
            },
        };
    }

    private static String space(String path, long free) {
        return "[{\"diskPath\": \"" + path + "\", \"freeSpace\": " + free + "}]";
    }

    /** @param where collection, name and field of the value that the inventory shows */
    @Test(dataProvider = "rows")
    public void aVmHasTheConcernsOfItsFacts(String type, String where, String value, String vm, String concern)
            throws IOException {
        assertThat(concerns(type, "ordinary/x/y", "0", vm)).doesNotContain(concern);
        assertThat(concerns(type, where, value, vm)).contains(concern);
    }

    @DataProvider
    public Object[][] harmless() {
        return new Object[][] {
            {"vsphere", "vms/app.v2/guestDisks", space("/", 104857600), "app.v2", "vmware.guestDisks.freespace"},
            {"vsphere", "vms/app.v2/guestDisks", space("/var", 10485760), "app.v2", "vmware.guestDisks.freespace"},
            {"vsphere", "clusters/west/drsEnabled", "true", "app.v2", "vmware.drs.enabled"},
            {"ovirt", "disks/rhel9-shared_Disk1/status", "\"locked\"", "DB_Main", "ovirt.disk.illegal_or_locked_status"
            },
            {
                "openstack",
                "images/rhel-9.6/properties",
                "{\"os_distro\": \"rhel\", \"os_version\": \"9\"}",
                "image-booted",
                "openstack.os.unsupported"
            },
        };
    }

    @Test(dataProvider = "harmless")
    public void aVmInOrderHasNoConcerns(String type, String where, String value, String vm, String concern)
            throws IOException {
        assertThat(concerns(type, where, value, vm)).doesNotContain(concern);
    }

    private static List<String> concerns(String type, String where, String value, String vm) throws IOException {
        String[] keys = where.split("/");
        ObjectNode seed = (ObjectNode)
                JSON.readTree(ConcernsTest.class.getResourceAsStream("/mtv/sandbox/sources/" + type + ".json"));
        seed.putObject("shown").putObject(keys[0]).putObject(keys[1]).set(keys[2], JSON.readTree(value));
        Path file = Files.write(Scratch.file("inventory", ".json"), JSON.writeValueAsBytes(seed));
        try (SandboxClock clock = new SandboxClock(1)) {
            PlatformType known = PlatformType.of(type).orElseThrow();
            return new InventorySnapshot(
                            InventoryFormat.of(known),
                            new Platforms(clock, "AA", 1, "pw", Optional.of(file)).make(known, "h"),
                            "uid",
                            Instant.EPOCH,
                            Optional.empty())
                    .list(InventoryFormat.VMS, Query.FULL).stream()
                            .map(JsonBytes::tree)
                            .filter(shown -> shown.path("name").asText().equals(vm))
                            .flatMap(shown -> shown.path("concerns").valueStream())
                            .map(concern -> concern.path("id").asText())
                            .toList();
        } finally {
            Files.delete(file);
        }
    }
}
