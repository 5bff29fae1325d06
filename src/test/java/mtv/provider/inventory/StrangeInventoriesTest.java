package mtv.provider.inventory;

import mtv.model.SourceRef;
import mtv.vm.Fact;
import mtv.vm.SourceType;
import mtv.vm.SourceVm;
import mtv.vm.VmPower;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Forms of source VMs that are not the ordinary ones: each is read for what it is, or its problem is named. */
public class StrangeInventoriesTest {

    @DataProvider
    public Object[][] processors() {
        return new Object[][] {
            {SourceType.VSPHERE, 3, 2, Optional.empty()},
            {SourceType.VSPHERE, 4, 2, Optional.of(2)},
            {SourceType.VSPHERE, 2, 4, Optional.empty()},
            {SourceType.VSPHERE, 2, 0, Optional.empty()},
            {SourceType.OVA, 5, 2, Optional.empty()},
            {SourceType.OVA, 4, 0, Optional.of(4)},
        };
    }

    @Test(dataProvider = "processors")
    public void numbersOfCpusAreThoseOfTheSource(SourceType type, int cpus, int cores, Optional<Integer> sockets)
            throws Exception {
        SourceVm vm = InventoryTexts.onlyVm(
                type,
                Map.of(
                        "vms",
                        "[{\"id\":\"v\",\"name\":\"odd\",\"cpuCount\":" + cpus + ",\"coresPerSocket\":" + cores
                                + "}]"));
        assertThat(vm.cpus().get()).isEqualTo(cpus);
        assertThat(vm.sockets().value()).isEqualTo(sockets);
    }

    @DataProvider
    public Object[][] typesWithSockets() {
        return new Object[][] {{SourceType.VSPHERE}, {SourceType.OVA}};
    }

    @Test(dataProvider = "typesWithSockets")
    public void anUnreadableNumberHasNoDefault(SourceType type) throws Exception {
        SourceVm vm = InventoryTexts.onlyVm(
                type, Map.of("vms", "[{\"id\":\"v\",\"name\":\"odd\",\"cpuCount\":\"4\",\"coresPerSocket\":\"two\"}]"));
        assertThat(vm.cpus().get()).isEqualTo(4);
        assertThat(vm.cores().unreadable()).isTrue();
        assertThat(vm.sockets().unreadable()).isTrue();
        assertThat(vm.sockets().origin()).contains("coresPerSocket is \"two\"");
    }

    @Test
    public void oVirtsCountsThatCannotBeReadAreUnreadable() throws Exception {
        SourceVm vm = InventoryTexts.onlyVm(
                SourceType.OVIRT,
                Map.of(
                        "vms",
                        "[{\"id\":\"v\",\"name\":\"odd\",\"cpuSockets\":2,\"cpuCores\":\"two\",\"cpuThreads\":1,"
                                + "\"memory\":\"much\"}]",
                        "disks",
                        "[]",
                        "nicprofiles",
                        "[]"));
        assertThat(vm.sockets().get()).isEqualTo(2);
        assertThat(List.of(vm.cpus(), vm.cores(), vm.memoryBytes())).allMatch(Fact::unreadable);
        assertThat(vm.cpus().origin()).isEqualTo("cpuCores is \"two\", not a whole number");
    }

    @Test
    public void openStacksCountsThatCannotBeReadAreUnreadable() throws Exception {
        SourceVm vm = InventoryTexts.onlyVm(
                SourceType.OPENSTACK,
                Map.of(
                        "vms",
                        "[{\"id\":\"v\",\"name\":\"odd\",\"flavorID\":\"f\"}]",
                        "flavors",
                        "[{\"id\":\"f\",\"vcpus\":\"four\",\"ram\":[],\"extraSpecs\":{\"hw:cpu_cores\":\"2x\","
                                + "\"hw:cpu_threads\":\"-1\"}}]"));
        assertThat(List.of(vm.cpus(), vm.cores(), vm.memoryBytes())).allMatch(Fact::unreadable);
        assertThat(vm.cpus().origin()).isEqualTo("vcpus is \"four\", not a whole number");
        assertThat(List.of(vm.sockets(), vm.threads())).noneMatch(fact -> fact.isKnown() || fact.unreadable());
    }

    @Test
    public void vSphereMapsAllNetworksOfAVmAndKnowsThoseOfNsxByTheirKey() throws Exception {
        SourceVm vm = InventoryTexts.onlyVm(
                SourceType.VSPHERE,
                Map.of(
                        "vms", """
                        [{"id":"v","name":"nsx","path":"/DC0/vm/prod/nsx",
                          "networks":[{"id":"network-o1"},{"id":"network-7"}],
                          "nics":[{"mac":"00:50:56:00:00:01","network":{"id":"segment-1"},"startConnected":false},
                                  {"mac":"00:50:56:00:00:02","network":{"id":"gone"}},
                                  {"mac":"00:50:56:00:00:03","network":{"id":""}}]}]
                        """,
                        "networks", "[{\"id\":\"network-o1\",\"key\":\"segment-1\",\"name\":\"a\"}]"));
        assertThat(vm.nics()).extracting(SourceVm.Nic::network).containsExactly("network-o1", "", "");
        assertThat(vm.nics().get(0).connected().get()).isFalse();
        assertThat(vm.nics().get(1).connected().isKnown()).isFalse();
        assertThat(vm.networks()).containsExactly("network-o1", "network-7");
        assertThat(vm.path()).isEqualTo("/DC0/vm/prod/nsx");
        assertThat(vm.problems())
                .containsExactly(
                        "NIC 00:50:56:00:00:02 is on network gone, which the inventory does not show",
                        "NIC 00:50:56:00:00:03 is on no network");
    }

    @Test
    public void vSphereReportsReferencesWithoutAnId() throws Exception {
        SourceVm vm = InventoryTexts.onlyVm(SourceType.VSPHERE, Map.of("vms", """
                [{"id":"v","name":"golden","isTemplate":true,
                  "disks":[{"file":"[ds] a.vmdk","datastore":{"id":null}}]}]
                """));
        assertThat(vm.template()).isTrue();
        assertThat(vm.problems())
                .containsExactly(
                        "it is a template, which MTV does not migrate: make a VM of it",
                        "disk [ds] a.vmdk is on no datastore that the inventory shows");
        assertThat(vm.storages()).isEmpty();
        assertThat(List.of(vm.power().isKnown(), vm.snapshots().isKnown())).containsOnly(false);
    }

    @Test
    public void onlyADefaultRouteIsAGateway() throws Exception {
        SourceVm vm = InventoryTexts.onlyVm(SourceType.VSPHERE, Map.of("vms", """
                [{"id":"v","name":"routes",
                  "guestNetworks":[{"device":"0","ip":"192.0.2.7","mac":"m","origin":"manual","dns":["192.0.2.53",
                    null]},
                                   {"device":"0","ip":"","mac":"m","origin":"manual"}],
                  "guestIpStacks":[{"device":"0","network":"0.0.0.0","gateway":"192.0.2.1"},
                                   {"device":"0","network":"10.0.0.0","gateway":"192.0.2.2"},
                                   {"device":"0","network":"::","gateway":"2001:db8::1"}]}]
                """));
        assertThat(vm.addresses().get()).containsOnlyKeys("192.0.2.7");
        assertThat(vm.gateways().get()).containsExactlyInAnyOrder("192.0.2.1", "2001:db8::1");
        assertThat(vm.nameServers().get()).containsExactly("192.0.2.53");
    }

    @Test
    public void aLunOfOvirtHasNoStorageAndNeedsNone() throws Exception {
        SourceVm vm = InventoryTexts.onlyVm(
                SourceType.OVIRT,
                Map.of(
                        "vms", """
                        [{"id":"v","name":"direct","bios":"q35_secure_boot",
                          "customCpuModel":"Cascadelake-Server,-hle,+x",
                          "diskAttachments":[{"disk":"image","bootable":true},{"disk":"lun"},{"disk":"lost"},
                            {"disk":"homeless"}]}]
                        """,
                        "disks", """
                        [{"id":"image","storageType":"image","storageDomain":"sd","provisionedSize":1024},
                         {"id":"lun","storageType":"lun","storageDomain":"","provisionedSize":0,
                          "lunStorage":{"LogicalUnits":{"logicalUnit":[{"lunId":"l","size":4096}]}}},
                         {"id":"homeless","storageType":"image","storageDomain":null}]
                        """,
                        "nicprofiles", "[]"));
        assertThat(vm.disks())
                .extracting("name", "storage", "direct", "capacityBytes.value")
                .startsWith(
                        tuple("image", "sd", false, Optional.of(1024L)), tuple("lun", "", true, Optional.of(4096L)));
        assertThat(vm.storages()).containsExactly("sd");
        assertThat(vm.copiedBefore(2)).isEqualTo(1);
        assertThat(vm.secureBoot().get()).isTrue();
        assertThat(vm.bootloader().get()).isEqualTo("efi");
        assertThat(vm.cpuModel().get()).isEqualTo("Cascadelake-Server");
        assertThat(vm.problems())
                .containsExactly(
                        "disk lost is not among those that the inventory shows",
                        "disk homeless is on no storage domain");
    }

    @Test
    public void anOvirtNicWithoutProfileIsNamed() throws Exception {
        SourceVm vm = InventoryTexts.onlyVm(
                SourceType.OVIRT,
                Map.of(
                        "vms", """
                        [{"id":"v","name":"loose","bios":"cluster_default","cluster":"c",
                          "nics":[{"name":"nic1","mac":"02:00:00:00:00:01","profile":"","plugged":false},
                                  {"name":"nic2","mac":"02:00:00:00:00:02","profile":null},
                                  {"name":"nic3","mac":"","profile":"gone"},
                                  {"name":"nic4","mac":"02:00:00:00:00:04","profile":"empty"}]}]
                        """,
                        "disks", "[]",
                        "nicprofiles", "[{\"id\":\"empty\",\"network\":\"\"}]",
                        "clusters", "[{\"id\":\"c\",\"biosType\":\"q35_sea_bios\"}]"));
        assertThat(vm.networks()).isEmpty();
        assertThat(vm.bootloader().get()).isEqualTo("bios");
        assertThat(vm.nics().get(0).connected().get()).isFalse();
        assertThat(vm.problems())
                .containsExactly(
                        "NIC nic1 02:00:00:00:00:01 has no vNIC profile, so that it is on no network",
                        "NIC nic2 02:00:00:00:00:02 has no vNIC profile, so that it is on no network",
                        "NIC nic3 has vNIC profile gone, which the inventory does not show",
                        "NIC nic4 02:00:00:00:00:04 has vNIC profile empty, which leads to no network");
    }

    @Test
    public void anImageOfOpenStackIsADiskOfItsMachine() throws Exception {
        SourceVm vm = InventoryTexts.onlyVm(
                SourceType.OPENSTACK,
                Map.of(
                        "vms", """
                [{"id":"v","name":"image","status":"SHUTOFF","imageID":"img","flavorID":"f",
                  "attachedVolumes":[{"ID":"vol"}],
                  "addresses":{"blue":[{"OS-EXT-IPS-MAC:mac_addr":"fa:16:3e:00:00:01","OS-EXT-IPS:type":"fixed"}]}}]
                """,
                        "images", """
                [{"id":"img","properties":{"hw_firmware_type":"uefi","hw_disk_bus":"scsi","hw_vif_model":"VirtualE1000",
                  "os_distro":"rhel","os_secure_boot":"required"}}]
                """,
                        "flavors", """
                [{"id":"f","ram":1024,"vcpus":4,"ephemeral":10,"swap":512,"extraSpecs":{"hw:cpu_cores":"2"}}]
                """,
                        "volumes", "[{\"id\":\"vol\",\"size\":10,\"volumeType\":\"gold\",\"bootable\":\"true\"}]",
                        "snapshots", "[]",
                        "volumetypes", "[{\"id\":\"t\",\"name\":\"gold\"}]",
                        "networks", "[{\"id\":\"n\",\"name\":\"blue\"}]"));
        assertThat(vm.disks())
                .extracting("identity", "storage", "bootable.value", "bus.value")
                .containsExactly(
                        tuple("img", "glance", Optional.of(true), Optional.of("scsi")),
                        tuple("vol", "t", Optional.of(false), Optional.of("scsi")));
        assertThat(vm.storages()).containsExactly("glance", "t");
        assertThat(InventoryReader.of(SourceType.OPENSTACK).storage("glance"))
                .isEqualTo(new SourceRef(null, "glance", null, null));
        assertThat(vm.uncopied())
                .containsExactly("ephemeral disk of 10 GiB of the flavor", "swap disk of 512 MiB of the flavor");
        assertThat(vm.bootloader().get()).isEqualTo("efi");
        assertThat(vm.secureBoot().get()).isTrue();
        assertThat(vm.nics().get(0).model().get()).isEqualTo("e1000");
        assertThat(List.of(vm.cores().get(), vm.cpus().get())).containsExactly(2, 4);
        assertThat(vm.sockets().isKnown()).isFalse();
        assertThat(vm.guestOs()).isEqualTo("rhel");
        assertThat(vm.problems()).isEmpty();
    }

    @Test
    public void networksAndStoragesOfOneNameAreMappedById() throws Exception {
        SourceVm vm = InventoryTexts.onlyVm(
                SourceType.OPENSTACK,
                Map.of(
                        "vms", """
                [{"id":"v","name":"twins","attachedVolumes":[{"ID":"vol"},{"ID":"lost"},{"ID":"odd"}],
                  "addresses":{"blue":[{"OS-EXT-IPS-MAC:mac_addr":"m","OS-EXT-IPS:type":"fixed"}],
                               "gone":[{"OS-EXT-IPS-MAC:mac_addr":"o","OS-EXT-IPS:type":"fixed"}]}}]
                """,
                        "flavors", "[]",
                        "volumes", "[{\"id\":\"vol\",\"volumeType\":\"gold\"},{\"id\":\"odd\",\"volumeType\":null}]",
                        "snapshots", "[]",
                        "volumetypes", "[{\"id\":\"t1\",\"name\":\"gold\"},{\"id\":\"t2\",\"name\":\"gold\"}]",
                        "networks",
                                "[{\"id\":\"n1\",\"name\":\"blue\"},{\"id\":\"n2\",\"name\":\"blue\"},"
                                        + "{\"id\":\"n3\",\"name\":\"x\"}]"));
        assertThat(vm.networks()).containsExactly("n1");
        assertThat(vm.namesakes()).isEqualTo(Map.of("n1", List.of("n2"), "t1", List.of("t2")));
        assertThat(vm.problems())
                .containsExactly(
                        "volume lost is not among those that the inventory shows",
                        "volume odd has no volume type",
                        "NIC o has network gone, which the inventory does not show");
    }

    @Test
    public void everyDiskOfAnOvaIsAStorageSince29() throws Exception {
        String vms = """
                [{"id":"v","name":"appliance","memoryMB":4,"memoryUnits":"byte * 2^30","firmware":"uefi",
                  "networks":[{"ID":"n1","Name":"a"},{"ID":"n2","Name":"unused"}],
                  "nics":[{"Name":"eth0","MAC":"","Network":"a"},{"Name":"eth1","MAC":"","Network":"elsewhere"},
                          {"Name":"eth2","MAC":"","Network":""}],
                  "disks":[{"ID":"d1","Name":"one.vmdk","FilePath":"/ova/a.ova","Capacity":16,
                    "CapacityAllocationUnits":"byte * 1024"},
                           {"ID":"d2","Name":"two.vmdk","FilePath":"/ova/a.ova","Capacity":16,
                             "CapacityAllocationUnits":"furlong"}]}]
                """;
        String networks = "[{\"id\":\"n1\",\"name\":\"a\"},{\"id\":\"n9\",\"name\":\"elsewhere\"}]";
        SourceVm own = InventoryTexts.onlyVm(
                SourceType.OVA,
                Map.of(
                        "vms",
                        vms,
                        "networks",
                        networks,
                        "storages",
                        "[{\"id\":\"d2\"},{\"id\":\"d1\"},{\"id\":\"other\"}]"));
        assertThat(own.disks()).extracting(SourceVm.Disk::storage).containsExactly("d1", "d2");
        assertThat(own.disks().get(0).identity()).isEqualTo("/ova/a.ova::one.vmdk");
        assertThat(own.disks())
                .extracting(disk -> disk.capacityBytes().value())
                .containsExactly(Optional.of(16384L), Optional.empty());
        assertThat(own.memoryBytes().get()).isEqualTo(4L << 30);
        assertThat(own.bootloader().get()).isEqualTo("efi");
        assertThat(own.networks()).containsExactly("n1", "n9", "n2");
        assertThat(own.problems()).containsExactly("NIC eth2 is on no network");

        SourceVm one = InventoryTexts.onlyVm(
                SourceType.OVA,
                Map.of("vms", vms, "networks", networks, "storages", "[{\"id\":\"-\",\"name\":\"Dummy\"}]"));
        assertThat(one.disks()).extracting(SourceVm.Disk::storage).containsExactly("-", "-");
        assertThat(one.storages()).containsExactly("-");

        SourceVm twins = InventoryTexts.onlyVm(SourceType.OVA, Map.of("vms", """
                [{"id":"v","name":"twins","nics":[{"Name":"eth0","MAC":"","Network":"a"}],
                  "networks":[{"ID":"n1","Name":"a"},{"ID":"n2","Name":"a"}]}]
                """, "storages", "[]"));
        assertThat(twins.networks()).containsExactly("n1");
        assertThat(twins.namesakes()).isEqualTo(Map.of("n1", List.of("n2")));

        SourceVm none =
                InventoryTexts.onlyVm(SourceType.OVA, Map.of("vms", vms, "networks", networks, "storages", "[]"));
        assertThat(none.problems()).contains("disk one.vmdk has none of the storages that the inventory shows");
    }

    @Test
    public void aDiskOfAnOpenShiftVmThatIsOnNoClaimIsNamed() throws Exception {
        SourceVm vm = InventoryTexts.onlyVm(SourceType.OPENSHIFT, Map.of("vms", """
                [{"id":"v","name":"a","namespace":"ns","object":{"spec":{"template":{"spec":{
                  "domain":{"devices":{"disks":[{"name":"root","disk":{}},{"name":"drivers","cdrom":{}}]}},
                  "volumes":[{"name":"root","containerDisk":{"image":"e/i"}},
                             {"name":"drivers","containerDisk":{"image":"e/d"}},
                             {"name":"init","cloudInitNoCloud":{}}]}}}}}]
                """));
        assertThat(vm.problems())
                .containsExactly(
                        "volume root is a container disk, and MTV copies what is on claims: put its image on" + " one");
    }

    @Test
    public void anOpenShiftVmWhoseClaimIsGoneIsNamed() throws Exception {
        SourceVm vm = InventoryTexts.onlyVm(SourceType.OPENSHIFT, Map.of("vms", """
                [{"id":"u","namespace":"src","name":"holes","object":{
                  "spec":{"template":{"spec":{
                    "domain":{"memory":{"guest":"much"},"firmware":null,
                      "devices":{"interfaces":[{"name":"a","masquerade":{},"state":"down"},{"name":"b","bridge":{}},
                        {"name":"c"}]}},
                    "networks":[{"name":"a","pod":{},"multus":null},{"name":"b","multus":{"networkName":"other/br"}},
                                {"name":"c","multus":{"networkName":""}}],
                    "volumes":[{"name":"r","dataVolume":{"name":"gone"}},
                               {"name":"s","persistentVolumeClaim":{"claimName":"static"}},
                               {"name":"i","containerDisk":{"image":"x"}}]}}},
                  "status":{"printableStatus":"Paused"}}}]
                """, "persistentvolumeclaims", """
                [{"namespace":"src","name":"static","object":{"spec":{"storageClassName":null,
                  "resources":{"requests":{"storage":"1G"}}}}}]
                """));
        assertThat(vm.power().get()).isEqualTo(VmPower.ON);
        assertThat(vm.memoryBytes().isKnown()).isFalse();
        assertThat(vm.storages()).isEmpty();
        assertThat(vm.networks()).containsExactly("pod", "other/br");
        assertThat(vm.nics().get(0).connected().get()).isFalse();
        assertThat(vm.nics().get(1).binding().get()).isEqualTo("bridge");
        assertThat(vm.disks().get(1).capacityBytes().get()).isEqualTo(1_000_000_000L);
        assertThat(vm.problems())
                .containsExactly(
                        "claim src/gone of volume r is not among those that the inventory shows",
                        "claim src/static of volume s has no storage class",
                        "interface c is on no network of the VM");
    }

    /** Nothing of an empty or a null answer stops a reader, and nothing of it is an id. */
    @Test
    public void absentAndNullFieldsAreUnknown() throws Exception {
        for (SourceType type : SourceType.values()) {
            Map<String, String> lists = new HashMap<>();
            InventoryReader.of(type).collections().forEach(name -> lists.put(name, "[]"));
            for (String vm : List.of(
                    "{\"id\":\"v\",\"name\":\"n\"}",
                    "{\"id\":\"v\",\"name\":\"n\",\"nics\":null,\"disks\":null,\"networks\":null,\"addresses\":null,"
                            + "\"diskAttachments\":null,\"attachedVolumes\":null,"
                            + "\"snapshots\":null,\"object\":null}")) {
                lists.put("vms", "[" + vm + "]");
                SourceVm read = InventoryTexts.onlyVm(type, lists);
                assertThat(read.problems()).as(type.id()).isEmpty();
                assertThat(read.power().isKnown()).as(type.id()).isFalse();
                assertThat(read.networks()).isEmpty();
                assertThat(read.storages()).isEmpty();
            }
        }
    }
}
