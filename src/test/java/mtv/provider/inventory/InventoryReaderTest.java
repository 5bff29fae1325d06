package mtv.provider.inventory;

import mtv.model.NetworkSource;
import mtv.vm.MachineOptions;
import mtv.vm.SourceType;
import mtv.vm.SourceVm;
import mtv.vm.VmPower;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

public class InventoryReaderTest {

    @Test
    public void vSphereDisksHaveTheOrderInWhichMtvNumbersThem() throws Exception {
        SourceVm vm = read(SourceType.VSPHERE, Map.of("vms", """
                [{"id":"t","name":"template","isTemplate":true},
                 {"id":"vm-1","name":"web","powerState":"poweredOn","cpuCount":8,"coresPerSocket":4,"memoryMB":2048,
                  "guestId":"windows2019srv_64Guest","guestName":"Microsoft Windows Server 2019",
                  "disks":[{"key":2001,"controllerKey":1000,"unitNumber":1,"bus":"scsi","file":"b",
                            "capacity":2,"datastore":{"id":"ds-2"}},
                           {"key":2000,"controllerKey":1000,"unitNumber":0,"bus":"scsi","file":"a",
                            "capacity":1,"datastore":{"id":"ds-1"}},
                           {"key":16000,"controllerKey":15000,"unitNumber":0,"bus":"sata","file":"s",
                            "capacity":3,"datastore":{"id":"ds-1"}}],
                  "networks":[{"id":"network-1"}],
                  "nics":[{"mac":"00:50:56:00:00:01","network":{"id":"network-1"},"pciAddress":"0000:0b:00.0"}],
                  "uuid":"u-1","tpmEnabled":true,"nestedHVEnabled":true,"host":"host-1",
                  "tags":[{"name":"owner","description":"a"}],
                  "customDef":[{"key":1,"name":"Backup"},{"key":2,"name":"Unset"}],
                  "customValues":[{"key":1,"value":"daily"},{"key":3,"value":"of nothing"}]}]
                """, "hosts", """
                [{"id":"host-1","timezone":"Europe/Prague"}]
                """));

        assertThat(vm.clock().get()).isEqualTo("{\"timezone\":\"Europe/Prague\"}");
        assertThat(vm.firmwareUuid().get()).isEqualTo("u-1");
        assertThat(vm.threads().get()).isEqualTo(1);
        assertThat(vm.bootloader().get()).isEqualTo("bios");
        assertThat(vm.options().persistentTpm().get()).isTrue();
        assertThat(vm.options().cpuFeatures().get()).isEqualTo(Map.of("vmx", "optional", "svm", "optional"));
        assertThat(vm.options().inputs().get()).containsExactly("tablet on virtio");
        assertThat(vm.tags().get()).isEqualTo(Map.of("owner", "a"));
        assertThat(vm.attributes().get()).isEqualTo(Map.of("Backup", "daily"));
        assertThat(vm.nics().get(0).pciAddress().get()).isEqualTo("0000:0b:00.0");
        assertThat(vm.disks()).extracting(SourceVm.Disk::name).containsExactly("s", "a", "b");
        assertThat(vm.sockets().get()).isEqualTo(2);
        assertThat(vm.cores().get()).isEqualTo(4);
        assertThat(vm.memoryBytes().get()).isEqualTo(2L << 30);
        assertThat(vm.poweredOn()).isTrue();
        assertThat(vm.nics()).extracting("mac", "network").containsExactly(tuple("00:50:56:00:00:01", "network-1"));
    }

    @Test
    public void ovirtFindsNetworksByProfileAndStoragesByDisk() throws Exception {
        SourceVm vm = read(
                SourceType.OVIRT,
                Map.of(
                        "vms", """
                        [{"id":"v","name":"batch","status":"down","cpuSockets":1,"cpuCores":2,"memory":2147483648,
                          "nics":[{"mac":"02:00:00:00:00:01","profile":"p1"}],
                          "diskAttachments":[{"disk":"d1"},{"disk":"lost"}]}]
                        """,
                        "disks", "[{\"id\":\"d1\",\"storageDomain\":\"sd\",\"provisionedSize\":1024}]",
                        "nicprofiles", "[{\"id\":\"p1\",\"network\":\"net\"}]"));

        assertThat(vm.poweredOn()).isFalse();
        assertThat(vm.nics()).extracting("mac", "network").containsExactly(tuple("02:00:00:00:00:01", "net"));
        assertThat(vm.disks()).extracting("name", "storage").containsExactly(tuple("d1", "sd"), tuple("lost", ""));
        assertThat(vm.disks().get(0).capacityBytes().get()).isEqualTo(1024);
        assertThat(vm.disks().get(1).capacityBytes().isKnown()).isFalse();
    }

    @Test
    public void openStackFindsIdsByName() throws Exception {
        SourceVm vm = read(
                SourceType.OPENSTACK,
                Map.of(
                        "vms", """
                        [{"id":"v","name":"api","status":"ACTIVE","flavorID":"f","attachedVolumes":[{"ID":"vol"}],
                          "addresses":{"blue":[
                            {"OS-EXT-IPS-MAC:mac_addr":"fa:16:3e:00:00:01","OS-EXT-IPS:type":"fixed"},
                            {"OS-EXT-IPS-MAC:mac_addr":"fa:16:3e:00:00:01","OS-EXT-IPS:type":"floating"}]}}]
                        """,
                        "flavors", "[{\"id\":\"f\",\"ram\":4096,\"vcpus\":2}]",
                        "volumes", "[{\"id\":\"vol\",\"size\":10,\"volumeType\":\"gold\"}]",
                        "snapshots", "[{\"id\":\"s\",\"volumeID\":\"vol\"},{\"id\":\"t\",\"volumeID\":\"other\"}]",
                        "volumetypes", "[{\"id\":\"type-1\",\"name\":\"gold\"}]",
                        "networks", "[{\"id\":\"net-1\",\"name\":\"blue\"}]"));

        assertThat(vm.memoryBytes().get()).isEqualTo(4L << 30);
        assertThat(vm.sockets().isKnown())
                .as("the inventory does not tell the topology")
                .isFalse();
        assertThat(vm.disks())
                .extracting("name", "storage", "capacityBytes.value")
                .containsExactly(tuple("vol", "type-1", Optional.of(10L << 30)));
        assertThat(vm.nics()).extracting("mac", "network").containsExactly(tuple("fa:16:3e:00:00:01", "net-1"));
    }

    @Test
    public void ovaSizesHaveAUnit() throws Exception {
        SourceVm vm = read(SourceType.OVA, Map.of("vms", """
                [{"id":"ova-1","name":"appliance","cpuCount":2,"coresPerSocket":1,"memoryMB":2048,
                  "networks":[{"ID":"nw-1","Name":"VM Network"}],
                  "nics":[{"MAC":"02:55:66:cc:00:01","Network":"VM Network"}],
                  "disks":[{"Name":"d","Capacity":16,"CapacityAllocationUnits":"byte * 2^30"}]}]
                """, "storages", "[{\"id\":\"store\"}]"));

        assertThat(vm.disks())
                .extracting("name", "storage", "capacityBytes.value")
                .containsExactly(tuple("d", "store", Optional.of(16L << 30)));
        assertThat(vm.nics()).extracting("mac", "network").containsExactly(tuple("02:55:66:cc:00:01", "nw-1"));
    }

    @Test
    public void hyperVMachinesHaveOneSocketAndDisksOnAShare() throws Exception {
        SourceVm vm = read(SourceType.HYPERV, Map.of("vms", """
                [{"id":"u","name":"web","powerState":"Off","cpuCount":4,"memoryMB":2048,"firmware":"uefi",
                  "secureBoot":true,"tpmEnabled":true,"host":"node-1",
                  "nics":[{"name":"nic-0","mac":"00:15:5d:00:00:01","network":{"kind":"Network","id":"nw-1"}},
                    {"name":"nic-1","mac":"00:15:5d:00:00:02","network":{"kind":"Network","id":""},
                     "networkName":"Private"}],
                  "disks":[{"id":"u-disk-0","name":"web.vhdx","smbPath":"/hyperv/web.vhdx","capacity":1073741824,
                     "datastore":{"kind":"Storage","id":"storage-0"}},
                    {"id":"u-disk-1","name":"data.vhdx","windowsPath":"D:\\\\data.vhdx","capacity":1,
                     "datastore":{"kind":"Storage","id":"storage-0"}}]}]
                """));

        assertThat(vm.path()).isEqualTo("node-1/web");
        assertThat(vm.power().get()).isEqualTo(VmPower.OFF);
        assertThat(vm.sockets().get()).isEqualTo(1);
        assertThat(vm.cores().get()).isEqualTo(4);
        assertThat(vm.memoryBytes().get()).isEqualTo(2L << 30);
        assertThat(vm.bootloader().get()).isEqualTo("efi");
        assertThat(vm.tpm().get()).isTrue();
        assertThat(vm.disks()).extracting("name", "storage").contains(tuple("u-disk-0", "storage-0"));
        assertThat(vm.problems())
                .containsExactlyInAnyOrder(
                        "NIC nic-1 is on network Private, which the inventory does not show",
                        "disk data.vhdx (D:\\data.vhdx) is not on the share of smb_url, from which MTV copies");
    }

    @Test
    public void openShiftVmsReferToObjectsByName() throws Exception {
        SourceVm vm = read(SourceType.OPENSHIFT, Map.of("vms", """
                [{"id":"u","namespace":"src","name":"fedora","object":{
                  "spec":{"template":{"spec":{
                    "domain":{"cpu":{"sockets":1,"cores":2},"memory":{"guest":"2Gi"},
                      "devices":{"interfaces":[{"name":"a","macAddress":"02:00:00:00:00:01"},
                                               {"name":"b","macAddress":"02:00:00:00:00:02"}]}},
                    "networks":[{"name":"a","pod":{}},{"name":"b","multus":{"networkName":"br"}}],
                    "volumes":[{"name":"r","dataVolume":{"name":"root"}},{"name":"c","cloudInitNoCloud":{}}]}}},
                  "status":{"printableStatus":"Running"}}}]
                """, "persistentvolumeclaims", """
                [{"namespace":"src","name":"root","object":{"spec":{"storageClassName":"sc",
                  "resources":{"requests":{"storage":"10Gi"}}}}}]
                """));

        assertThat(vm.disks())
                .extracting("name", "storage", "capacityBytes.value")
                .containsExactly(tuple("src/root", "sc", Optional.of(10L << 30)));
        assertThat(vm.nics()).extracting(SourceVm.Nic::network).containsExactly("pod", "src/br");
        InventoryReader shape = InventoryReader.of(SourceType.OPENSHIFT);
        assertThat(shape.network("pod")).isEqualTo(new NetworkSource(null, null, null, "pod", null));
        assertThat(shape.network("src/br")).isEqualTo(new NetworkSource(null, "br", "src", null, null));
        assertThat(shape.storage("sc").name()).isEqualTo("sc");
    }

    @Test
    public void ovirtTellsTheModelItsFlagsAndTheTimeZone() throws Exception {
        SourceVm vm = InventoryTexts.onlyVm(SourceType.OVIRT, Map.of("vms", """
                [{"id":"v","name":"batch","customCpuModel":"Cascadelake-Server,+vmx,-hle,plain",
                  "cpuPinningPolicy":"dedicated","timezone":"Etc/GMT","osType":"windows_2022"}]
                """, "disks", "[]", "nicprofiles", "[]"));

        assertThat(vm.cpuModel().get()).isEqualTo("Cascadelake-Server");
        assertThat(vm.options().cpuFeatures().get())
                .isEqualTo(Map.of("vmx", "require", "hle", "disable", "plain", "require"));
        assertThat(vm.options().dedicatedCpus().get()).isTrue();
        assertThat(vm.options().persistentTpm().get()).isTrue();
        assertThat(vm.clock().get()).isEqualTo("{\"timezone\":\"Etc/GMT\"}");
    }

    @DataProvider
    public Object[][] properties() {
        return new Object[][] {
            {"", "", "[false, false, Optional.empty, true, Optional.empty, Optional.empty]"},
            {
                "\"hw_cpu_policy\":\"dedicated\",\"hw_pointer_model\":\"usbtablet\",\"hw_video_model\":\"none\"",
                "\"hw:emulator_threads_policy\":\"isolate\"",
                "[true, true, Optional[[tablet on usb]], false, Optional.empty, Optional.empty]"
            },
            {
                "\"hw_cpu_policy\":\"dedicated\",\"hw_rng_model\":\"virtio\",\"hw_vif_multiqueue_enabled\":\"true\"",
                "\"hw:cpu_policy\":\"shared\",\"hw_rng:allowed\":\"true\"",
                "[false, false, Optional.empty, true, Optional[true], Optional[true]]"
            },
            {
                "\"hw_vif_multiqueue_enabled\":\"false\",\"hw_rng_model\":\"virtio\"",
                "\"hw:vif_multiqueue_enabled\":\"true\"",
                "[false, false, Optional.empty, true, Optional.empty, Optional.empty]"
            },
        };
    }

    @Test(dataProvider = "properties")
    public void openStackTellsDevicesByImageAndFlavor(String image, String flavor, String told) throws Exception {
        SourceVm vm = InventoryTexts.onlyVm(
                SourceType.OPENSTACK,
                Map.of(
                        "vms", "[{\"id\":\"s\",\"name\":\"api\",\"flavorID\":\"f\",\"imageID\":\"i\"}]",
                        "flavors", "[{\"id\":\"f\",\"vcpus\":2,\"extraSpecs\":{" + flavor + "}}]",
                        "images", "[{\"id\":\"i\",\"properties\":{" + image + "}}]",
                        "volumes", "[]",
                        "volumetypes", "[]",
                        "networks", "[]",
                        "snapshots", "[]"));
        MachineOptions options = vm.options();
        assertThat(List.of(
                                options.dedicatedCpus().get(),
                                options.isolatedEmulator().get(),
                                options.inputs().value(),
                                options.graphics().get(),
                                options.rng().value(),
                                options.multiQueue().value())
                        .toString())
                .isEqualTo(told);
    }

    /** The reader asks for these lists and no others. */
    private static SourceVm read(SourceType type, Map<String, String> texts) throws Exception {
        assertThat(InventoryTexts.collections(type, texts)).containsExactlyInAnyOrderElementsOf(texts.keySet());
        return InventoryTexts.onlyVm(type, texts);
    }
}
