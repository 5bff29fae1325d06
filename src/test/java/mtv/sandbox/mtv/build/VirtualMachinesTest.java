package mtv.sandbox.mtv.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.model.PlanSpec;
import mtv.sandbox.mtv.FakePlatform;
import mtv.sandbox.mtv.Samples;
import mtv.sandbox.mtv.run.Question;
import mtv.sandbox.mtv.run.Questions;
import mtv.sandbox.source.SimVm;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a machine, right and with each fault. */
public class VirtualMachinesTest {

    private static final String GUEST = "/spec/template/spec";
    private static final String DEVICES = GUEST + "/domain/devices";

    @Test
    public void shapeAndFirmwareFollowTheSource() {
        JsonNode machine = build(Samples.vm(), "web-a");

        assertThat(machine.at(GUEST + "/domain/cpu/sockets").asInt()).isEqualTo(2);
        assertThat(machine.at(GUEST + "/domain/cpu/cores").asInt()).isEqualTo(2);
        assertThat(machine.at(GUEST + "/domain/memory/guest").asText()).isEqualTo("4096Mi");
        assertThat(machine.at(GUEST + "/domain/firmware/bootloader/bios").isObject())
                .isTrue();
        assertThat(machine.at("/spec/runStrategy").asText()).isEqualTo("Always");
        assertThat(machine.at("/spec/running").isMissingNode()).isTrue();
    }

    @Test
    public void secureBootNeedsSystemManagementMode() {
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
    public void aRenamedMachineRemembersItsSource() {
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
        assertThat(VirtualMachines.vmwareSerial("4210C0DE-0000-4000-8000-00000000a001"))
                .isEqualTo("VMware-42 10 c0 de 00 00 40 00-80 00 00 00 00 00 a0 01");
    }

    @DataProvider
    public Object[][] guises() {
        return new Object[][] {
            {SourceKind.VSPHERE, "/domain/devices/disks/0/name", "vol-0"},
            {SourceKind.VSPHERE, "/domain/firmware/serial", "4210c0de-0000-4000-8000-00000000a001"},
            {SourceKind.VSPHERE, "/domain/firmware/bootloader/efi/secureBoot", "true"},
            {SourceKind.VSPHERE, "/domain/cpu/threads", ""},
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
            {SourceKind.OVA, "/domain/devices/disks/1/name", "vol-1"},
            {SourceKind.OVA, "/domain/firmware/serial", "4210c0de-0000-4000-8000-00000000a001"},
        };
    }

    @Test(dataProvider = "guises")
    public void partsDifferByTheTypeOfTheSource(SourceKind kind, String where, String what) {
        SimVm source = Samples.vm().withFirmware("efi").withSecureBoot(true);
        assertThat(build(kind, Samples.plan(), source, "web-a")
                        .at(GUEST + where)
                        .asText())
                .isEqualTo(what);
    }

    @Test
    public void aRawCopyGetsDevicesThatEveryGuestKnows() {
        JsonNode machine =
                build(SourceKind.VSPHERE, Samples.plan().withSkipGuestConversion(true), Samples.vm(), "web-a");
        assertThat(machine.at(DEVICES + "/disks/0/disk/bus").asText()).isEqualTo("sata");
        assertThat(machine.at(DEVICES + "/interfaces/0/model").asText()).isEqualTo("e1000e");
        assertThat(machine.at("/metadata/labels/guestConverted").asText()).isEqualTo("false");
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
    public void labelsSelectorAndAffinityOfThePlanArriveOnTheTemplate() {
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
        Mapping mapping = new Mapping(Samples.networks(), Samples.storage(), new FakePlatform(List.of(source)));
        Question question = Questions.ask(kind, plan, source, true);
        GenericKubernetesResource machine = VirtualMachines.build(new VirtualMachines.Blueprint(
                name,
                Map.of("vmID", source.id()),
                question.names("pl", name),
                !Boolean.TRUE.equals(plan.skipGuestConversion()),
                question.disks(),
                Map.of(0, "claim-0", 1, "claim-1"),
                mapping.attach(source),
                false,
                "Always"));
        return new ObjectMapper().valueToTree(machine);
    }
}
