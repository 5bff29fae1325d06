package mtv.sandbox.mtv.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.sandbox.mtv.FakePlatform;
import mtv.sandbox.mtv.Samples;
import mtv.sandbox.source.SimVm;
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

    private static JsonNode build(SimVm source, String name) {
        Mapping mapping = new Mapping(Samples.networks(), Samples.storage(), new FakePlatform(List.of(source)));
        GenericKubernetesResource machine = VirtualMachines.build(new VirtualMachines.Blueprint(
                name,
                "apps-t1",
                Map.of("vmID", source.id()),
                Samples.plan(),
                Samples.planVm(),
                source,
                List.of("claim-0", "claim-1"),
                mapping.attach(source.nics()),
                source.uuid(),
                "Always"));
        return new ObjectMapper().valueToTree(machine);
    }
}
