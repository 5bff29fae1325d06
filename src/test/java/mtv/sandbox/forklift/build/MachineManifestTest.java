package mtv.sandbox.forklift.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.model.PlanSpec;
import mtv.model.TagMapping;
import mtv.sandbox.forklift.FakePlatform;
import mtv.sandbox.forklift.Samples;
import mtv.sandbox.forklift.itinerary.SampleVmOptions;
import mtv.sandbox.forklift.itinerary.VmOptions;
import mtv.sandbox.sources.SimVm;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The VirtualMachine that MTV creates for a source VM, with and without faults. */
public class MachineManifestTest {

    private static final String GUEST = "/spec/template/spec";
    private static final String DEVICES = GUEST + "/domain/devices";

    @Test
    public void cpuMemoryAndFirmwareFollowTheSource() {
        JsonNode machine = build(Samples.vm(), "web-a");

        assertThat(machine.at(GUEST + "/domain/cpu/sockets").asInt()).isEqualTo(2);
        assertThat(machine.at(GUEST + "/domain/cpu/cores").asInt()).isEqualTo(2);
        assertThat(machine.at(GUEST + "/domain/memory/guest").asText()).isEqualTo("4Gi");
        assertThat(machine.at(GUEST + "/domain/firmware/bootloader/bios").isObject())
                .isTrue();
        assertThat(machine.at("/spec/runStrategy").asText()).isEqualTo("Always");
        assertThat(machine.at("/spec/running").isMissingNode()).isTrue();
    }

    @Test
    public void secureBootEnablesSystemManagementMode() {
        SimVm secure = Samples.vm().withFirmware("efi").withSecureBoot(true);

        JsonNode machine = build(secure, "web-a");

        assertThat(machine.at(GUEST + "/domain/firmware/bootloader/efi/secureBoot")
                        .asBoolean())
                .isTrue();
        assertThat(machine.at(GUEST + "/domain/features/smm/enabled").asBoolean())
                .isTrue();
    }

    @Test
    public void disksAndNicsKeepTheirOrder() {
        JsonNode machine = build(Samples.vm(), "web-a");

        assertThat(machine.at(GUEST + "/volumes/0/persistentVolumeClaim/claimName")
                        .asText())
                .isEqualTo("claim-0");
        assertThat(machine.at(DEVICES + "/disks/0/bootOrder").asInt()).isEqualTo(1);
        assertThat(machine.at(DEVICES + "/disks/1/bootOrder").isMissingNode()).isTrue();
        assertThat(machine.at(DEVICES + "/interfaces/0/masquerade").isObject()).isTrue();
        assertThat(machine.at(DEVICES + "/interfaces/1/macAddress").asText()).isEqualTo("02:11:22:aa:00:02");
        assertThat(machine.at(GUEST + "/networks/0/pod").isObject()).isTrue();
        assertThat(machine.at(GUEST + "/networks/1/multus/networkName").asText())
                .isEqualTo("apps-t1/br-40");
    }

    @Test
    public void aRenamedVmKeepsTheNameOfItsSource() {
        JsonNode machine = build(Samples.vm(), "web-b");

        assertThat(machine.at("/metadata/annotations/original-ID").asText()).isEqualTo("vm-1201");
        assertThat(machine.at("/metadata/annotations")
                        .path("openshift.io/display-name")
                        .asText())
                .isEqualTo("web-a");
        assertThat(machine.at("/spec/template/metadata/labels/app").asText()).isEqualTo("web-b");
    }

    @Test
    public void theNewerSerialIsWrittenAsVsphereWritesIt() {
        assertThat(MachineManifest.vmwareSerial("4210C0DE-0000-4000-8000-00000000a001"))
                .isEqualTo("VMware-42 10 c0 de 00 00 40 00-80 00 00 00 00 00 a0 01");
    }

    @DataProvider
    public Object[][] guises() {
        return new Object[][] {
            {SourceKind.VSPHERE, "/domain/devices/disks/0/name", "vol-0"},
            {SourceKind.VSPHERE, "/domain/firmware/serial", "4210c0de-0000-4000-8000-00000000a001"},
            {SourceKind.VSPHERE, "/domain/firmware/bootloader/efi/secureBoot", "true"},
            {SourceKind.VSPHERE, "/domain/cpu/threads", ""},
            {SourceKind.VSPHERE, "/domain/devices/tpm/enabled", "false"},
            {SourceKind.OVA, "/domain/devices/tpm/enabled", ""},
            {SourceKind.VSPHERE, "/domain/devices/interfaces/0/model", "virtio"},
            {SourceKind.OVIRT, "/domain/firmware/serial", "vm-1201"},
            {SourceKind.OVIRT, "/domain/firmware/uuid", "vm-1201"},
            {SourceKind.OVIRT, "/domain/firmware/bootloader/efi/secureBoot", "false"},
            {SourceKind.OVIRT, "/domain/cpu/threads", "1"},
            {SourceKind.OVIRT, "/domain/devices/disks/0/name", "2000"},
            {SourceKind.OVIRT, "/domain/devices/interfaces/0/model", "vmxnet3"},
            {SourceKind.OPENSTACK, "/domain/devices/disks/0/name", "vol-2000"},
            {SourceKind.OPENSTACK, "/domain/firmware/serial", ""},
            {SourceKind.OPENSTACK, "/domain/devices/disks/0/disk/bus", "scsi"},
            {SourceKind.HYPERV, "/domain/devices/tpm/enabled", "false"},
            {SourceKind.HYPERV, "/domain/firmware/serial", ""},
            {SourceKind.HYPERV, "/domain/firmware/bootloader/efi/secureBoot", "true"},
            {SourceKind.HYPERV, "/domain/cpu/threads", "1"},
            {SourceKind.HYPERV, "/domain/devices/interfaces/0/model", ""},
            {SourceKind.HYPERV, "/domain/devices/disks/0/serial", "2000"},
            {SourceKind.OVA, "/domain/devices/disks/1/name", "vol-1"},
            {SourceKind.OVA, "/domain/firmware/serial", "4210c0de-0000-4000-8000-00000000a001"},
        };
    }

    @Test(dataProvider = "guises")
    public void devicesDependOnTheTypeOfTheSource(SourceKind kind, String where, String what) {
        SimVm source = Samples.vm().withFirmware("efi").withSecureBoot(true);
        assertThat(build(kind, Samples.plan(), source, "web-a")
                        .at(GUEST + where)
                        .asText())
                .isEqualTo(what);
    }

    @Test
    public void aRawCopyGetsDevicesThatEveryGuestSupports() {
        JsonNode machine =
                build(SourceKind.VSPHERE, Samples.plan().withSkipGuestConversion(true), Samples.vm(), "web-a");
        assertThat(machine.at(DEVICES + "/disks/0/disk/bus").asText()).isEqualTo("sata");
        assertThat(machine.at(DEVICES + "/interfaces/0/model").asText()).isEqualTo("e1000e");
        assertThat(machine.at("/metadata/labels/guestConverted").asText()).isEqualTo("false");
    }

    @DataProvider
    public Object[][] rawDevices() {
        String lun = "{\"lun\":{\"bus\":\"scsi\"%s},\"errorPolicy\":\"report\"}";
        return new Object[][] {
            {SourceKind.VSPHERE, null, null, "{\"disk\":{\"bus\":\"virtio\"}}"},
            {SourceKind.VSPHERE, true, null, lun.formatted("")},
            {SourceKind.VSPHERE, true, true, lun.formatted(",\"reservation\":true")},
            {SourceKind.OVIRT, null, null, "{\"lun\":{\"bus\":\"virtio\"}}"},
            {SourceKind.OPENSTACK, true, null, "{\"disk\":{\"bus\":\"scsi\"}}"},
        };
    }

    @Test(dataProvider = "rawDevices")
    public void aRawDeviceIsALunIfThePlanSaysSo(SourceKind kind, Boolean asLun, Boolean reserved, String shape) {
        SimVm source = Samples.vm()
                .withDisks(
                        List.of(Samples.vm().disks().get(0).withShared(true).withStorageType(SimVm.StorageType.lun)));
        PlanSpec plan = Samples.plan().withRdmAsLun(asLun).withScsiReservation(reserved);

        ObjectNode disk = (ObjectNode) build(kind, plan, source, "web-a").at(DEVICES + "/disks/0");

        assertThat(disk.retain("disk", "lun", "errorPolicy").toString()).isEqualTo(shape);
    }

    @Test
    public void tagsAndCustomAttributesAreCopied() {
        SimVm source = Samples.vm()
                .withShown(Map.of(
                        "tags",
                        List.of(
                                Map.of("name", "Cost Center", "description", "R&D / 7"),
                                Map.of("name", "owner", "description", "")),
                        "customDef",
                        List.of(Map.of("key", 101, "name", "Backup")),
                        "customValues",
                        List.of(Map.of("key", 101, "value", "every night"))));
        String tag = "vsphere.forklift.konveyor.io/";

        JsonNode machine = build(source, "web-a");
        assertThat(machine.at("/metadata/labels").path(tag + "Cost_Center").asText())
                .isEqualTo("R_D_7");
        assertThat(machine.at("/metadata/labels").has(tag + "owner")).isTrue();
        assertThat(machine.at("/metadata/annotations").path(tag + "Backup").asText())
                .isEqualTo("every night");

        PlanSpec some = Samples.plan().withTagMapping(new TagMapping(null, List.of("OWNER")));
        assertThat(build(SourceKind.VSPHERE, some, source, "web-a")
                        .at("/metadata/labels")
                        .properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("guestConverted", "vmID", tag + "owner");
        PlanSpec none = Samples.plan().withTagMapping(new TagMapping(true, List.of("owner")));
        assertThat(build(SourceKind.VSPHERE, none, source, "web-a")
                        .at("/metadata/labels")
                        .properties())
                .hasSize(2);
    }

    @Test
    public void openstackGivesOneNicToANetworkAndNoneToAFloatingAddress() {
        SimVm source = Samples.vm()
                .withNics(List.of(
                        Samples.nic(0, "aa", "network-11"),
                        Samples.nic(1, "bb", "network-11"),
                        Samples.nic(2, "cc", "network-12")))
                .withAddresses(List.of(new SimVm.Address("cc", "203.0.113.9", 24, "", List.of(), "floating")));
        assertThat(build(SourceKind.OPENSTACK, Samples.plan(), source, "web-a")
                        .at(DEVICES + "/interfaces")
                        .findValuesAsText("macAddress"))
                .containsExactly("aa");
    }

    @Test
    public void theTemplateHasLabelsSelectorAndAffinityOfThePlan() {
        PlanSpec plan = Samples.plan()
                .withTargetLabels(Map.of("tier", "db", "app", "mine"))
                .withTargetNodeSelector(Map.of("zone", "a"))
                .withTargetAffinity(new AffinityBuilder()
                        .withNewPodAntiAffinity()
                        .endPodAntiAffinity()
                        .build());
        JsonNode machine = build(SourceKind.VSPHERE, plan, Samples.vm(), "web-a");
        assertThat(machine.at("/spec/template/metadata/labels/tier").asText()).isEqualTo("db");
        assertThat(machine.at("/spec/template/metadata/labels/app").asText()).isEqualTo("web-a");
        assertThat(machine.at(GUEST + "/nodeSelector/zone").asText()).isEqualTo("a");
        assertThat(machine.at(GUEST + "/affinity/podAntiAffinity").isObject()).isTrue();
    }

    private static JsonNode build(SimVm source, String name) {
        return build(SourceKind.VSPHERE, Samples.plan(), source, name);
    }

    private static JsonNode build(SourceKind kind, PlanSpec plan, SimVm source, String name) {
        PlanMaps mapping = new PlanMaps(Samples.networks(), Samples.storage(), new FakePlatform(List.of(source)));
        VmOptions question = SampleVmOptions.ask(kind, plan, source, true);
        GenericKubernetesResource machine = MachineManifest.build(new MachineManifest.Blueprint(
                name,
                Map.of("vmID", source.id()),
                question.names("pl", name),
                new FakePlatform(List.of(source)).catalog(),
                !Boolean.TRUE.equals(plan.skipGuestConversion()),
                question.disks(),
                Map.of(0, "claim-0", 1, "claim-1"),
                mapping.attach(source),
                false,
                "Always"));
        return new ObjectMapper().valueToTree(machine);
    }
}
