package mtv.observe;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import mtv.vm.DestinationVm;
import mtv.vm.DiskOptions;
import mtv.vm.Fact;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

public class DestinationVmsTest {

    private static final Fact<Instant> NOT_RUNNING = Fact.unknown("the migrated VM does not run");

    private static final String VM = """
            apiVersion: kubevirt.io/v1
            kind: VirtualMachine
            metadata: {name: web, namespace: target, labels: {plan: p}}
            spec:
              runStrategy: Always
              instancetype: {name: small}
              template:
                metadata: {labels: {app: web}}
                spec:
                  nodeSelector: {zone: b}
                  affinity: {nodeAffinity: {}}
                  domain:
                    cpu: {sockets: 2, cores: 3}
                    memory: {guest: 2048Mi}
                    resources: {limits: {memory: 3Gi}}
                    firmware: {bootloader: {efi: {secureBoot: true}}}
                    features: {smm: {}}
                    clock: {utc: {}}
                    devices:
                      tpm: {}
                      disks:
                      - {name: vol-0, bootOrder: 1, shareable: true, disk: {bus: virtio}}
                      - {name: vol-1, lun: {bus: scsi}}
                      interfaces:
                      - {name: net-0, macAddress: "02:00:00:00:00:01", model: virtio, masquerade: {}}
                      - {name: net-1, macAddress: "02:00:00:00:00:02", state: down, bridge: {}}
                      - {name: net-2, macAddress: "02:00:00:00:00:03", binding: {name: l2bridge}}
                      - {name: net-3}
                  networks:
                  - {name: net-0, pod: {}}
                  - {name: net-1, multus: {networkName: other/bridge}}
                  - {name: net-2, multus: {networkName: bridge}}
                  volumes:
                  - {name: vol-0, persistentVolumeClaim: {claimName: web-0}}
                  - {name: vol-1, dataVolume: {name: web-1}}
                  - {name: vol-2, persistentVolumeClaim: {claimName: web-2}}
                  - {name: init, cloudInitNoCloud: {userData: x}}
            status:
              printableStatus: Running
              conditions:
              - {type: Ready, status: "True"}
              - {type: AgentConnected, status: "True"}
            """;

    private static final String INSTANCE = """
            apiVersion: kubevirt.io/v1
            kind: VirtualMachineInstance
            metadata: {name: web, namespace: target}
            status:
              guestOSInfo: {name: Fedora, prettyName: Fedora 40}
              interfaces:
              - {ipAddresses: [192.0.2.1, "2001:db8::1"]}
              - {ipAddresses: [192.0.2.2]}
              - {name: without}
            """;

    private static final PersistentVolumeClaim CLAIM = new PersistentVolumeClaimBuilder()
            .withNewMetadata()
            .withName("web-0")
            .addToLabels("plan", "p")
            .addToAnnotations("forklift.konveyor.io/disk-source", "[ds] a")
            .addNewOwnerReference()
            .withKind("VirtualMachine")
            .withName("web")
            .endOwnerReference()
            .endMetadata()
            .withNewSpec()
            .withStorageClassName("fast")
            .withAccessModes("ReadWriteMany")
            .withVolumeMode("Block")
            .withNewResources()
            .addToRequests("storage", new Quantity("10Gi"))
            .endResources()
            .endSpec()
            .build();

    private static final Fact<String> PCI = Fact.unknown("pciAddress is empty");

    private static final DiskOptions NO_DEVICE =
            options("vol-2", "disk").withDevice(Fact.of("none", "domain.devices.disks"));

    private static DiskOptions options(String disk, String device) {
        return new DiskOptions(
                Fact.of(device, "device of disk " + disk),
                Fact.unknown("serial is empty"),
                Fact.unknown("cache is empty"),
                Fact.of(false, "lun.reservation"),
                Fact.unknown("errorPolicy is empty"));
    }

    private static Fact<Boolean> up(boolean told) {
        return Fact.of(told, "state of the interface");
    }

    private static Fact<Integer> bootOrder(int told) {
        return Fact.of(told, "bootOrder");
    }

    private static Fact<Boolean> shareable(boolean told) {
        return Fact.of(told, "shareable");
    }

    @Test
    public void readsWhatTheChecksCompare() {
        DestinationVm vm = new DestinationVms(List.of(CLAIM), List.of(object(INSTANCE))).read(object(VM));

        assertThat(vm.printableStatus()).isEqualTo("Running");
        assertThat(vm.agentConnected()).isTrue();
        assertThat(List.of(vm.sockets(), vm.cores(), vm.threads()))
                .extracting(Fact::get)
                .containsExactly(2, 3, 1);
        assertThat(vm.sockets().origin()).isEqualTo("cpu.sockets");
        assertThat(vm.memoryBytes().get()).isEqualTo(2L << 30);
        assertThat(vm.memoryLimit().get()).isEqualTo(3L << 30);
        assertThat(vm.hugepages().isKnown()).isFalse();
        assertThat(vm.bootloader().get()).isEqualTo("efi");
        assertThat(List.of(vm.secureBoot(), vm.smm(), vm.tpm()))
                .extracting(Fact::get)
                .containsExactly(true, true, true);
        assertThat(vm.clock().get()).isEqualTo("{\"utc\":{}}");
        assertThat(vm.instanceType().get()).isEqualTo("small");
        assertThat(vm.labels()).containsEntry("plan", "p");
        assertThat(vm.templateLabels()).containsEntry("app", "web");
        assertThat(vm.nodeSelector()).containsEntry("zone", "b");
        assertThat(vm.affinity().get()).contains("nodeAffinity");
    }

    @Test
    public void readsItsDevicesAndItsGuest() {
        DestinationVm vm = new DestinationVms(List.of(CLAIM), List.of(object(INSTANCE))).read(object(VM));

        assertThat(vm.nics())
                .containsExactly(
                        new DestinationVm.Nic(
                                "net-0", "02:00:00:00:00:01", "pod", "virtio", "masquerade", up(true), PCI),
                        new DestinationVm.Nic(
                                "net-1", "02:00:00:00:00:02", "other/bridge", "", "bridge", up(false), PCI),
                        new DestinationVm.Nic(
                                "net-2", "02:00:00:00:00:03", "target/bridge", "", "l2bridge", up(true), PCI),
                        new DestinationVm.Nic("net-3", "", "", "", "", up(true), PCI));
        assertThat(vm.disks())
                .containsExactly(
                        new DestinationVm.Disk(
                                "vol-0",
                                "web-0",
                                "virtio",
                                bootOrder(1),
                                shareable(true),
                                options("vol-0", "disk"),
                                Optional.of(new DestinationVm.Volume(
                                        "[ds] a",
                                        "fast",
                                        Fact.of(10L << 30, "spec.resources.requests.storage of claim web-0"),
                                        Set.of("ReadWriteMany"),
                                        "Block",
                                        "no phase yet",
                                        Map.of("forklift.konveyor.io/disk-source", "[ds] a", "plan", "p"),
                                        List.of("VirtualMachine/web")))),
                        new DestinationVm.Disk(
                                "vol-1",
                                "web-1",
                                "scsi",
                                bootOrder(0),
                                shareable(false),
                                options("vol-1", "lun"),
                                Optional.empty()),
                        new DestinationVm.Disk(
                                "vol-2", "web-2", "", bootOrder(0), shareable(false), NO_DEVICE, Optional.empty()));
        assertThat(vm.guest())
                .contains(new DestinationVm.Guest(
                        "Fedora Fedora 40",
                        Fact.of(Set.of("192.0.2.1", "2001:db8::1", "192.0.2.2"), "status.interfaces of the instance")));
    }

    @DataProvider
    public Object[][] starts() {
        return new Object[][] {
            {"", Fact.unknown("KubeVirt does not tell when it started")},
            {"[{phase: Pending, phaseTransitionTimestamp: '2026-03-04T10:00:00Z'}]", NOT_RUNNING},
            {
                "[{phase: Running, phaseTransitionTimestamp: '2026-03-04T10:00:00Z'},"
                        + " {phase: Running, phaseTransitionTimestamp: '2026-03-04T12:00:09+02:00'}]",
                Fact.of(Instant.parse("2026-03-04T10:00:09Z"), "phaseTransitionTimestamp")
            },
            {
                "[{phase: Running, phaseTransitionTimestamp: soon}]",
                Fact.unreadable("phaseTransitionTimestamp is \"soon\", not a time")
            },
            {"7", Fact.unreadable("status.phaseTransitionTimestamps is 7, not a list")},
        };
    }

    @Test(dataProvider = "starts")
    public void theLastStartOfTheInstanceIsRead(String phases, Fact<Instant> since) {
        String instance = "kind: VirtualMachineInstance\nmetadata: {name: web}\nstatus: {phaseTransitionTimestamps: "
                + phases + "}";
        assertThat(new DestinationVms(List.of(), List.of(object(instance)))
                        .read(object(VM))
                        .runningSince())
                .isEqualTo(since);
        assertThat(new DestinationVms(List.of(), List.of()).read(object(VM)).runningSince())
                .isEqualTo(NOT_RUNNING);
    }

    @Test
    public void kubeVirtsDefaultsAreRead() {
        DestinationVm bare = new DestinationVms(List.of(), List.of()).read(object("""
                apiVersion: kubevirt.io/v1
                kind: VirtualMachine
                metadata: {name: web, namespace: target}
                spec:
                  template:
                    spec:
                      domain:
                        firmware: {bootloader: {efi: {}}}
                        features: {smm: {enabled: false}}
                        devices: {tpm: {enabled: false}}
                """));
        assertThat(List.of(bare.sockets(), bare.cores(), bare.threads()))
                .extracting(Fact::get)
                .containsOnly(1);
        assertThat(bare.secureBoot().get()).isTrue();
        assertThat(List.of(bare.smm(), bare.tpm())).extracting(Fact::get).containsOnly(false);
        assertThat(bare.memoryBytes().isKnown()).isFalse();
        assertThat(bare.affinity().isKnown()).isFalse();
        assertThat(bare.guest()).isEmpty();
        DestinationVm bios = new DestinationVms(List.of(), List.of()).read(object("""
                apiVersion: kubevirt.io/v1
                kind: VirtualMachine
                metadata: {name: web, namespace: target}
                """));
        assertThat(bios.bootloader().get()).isEqualTo("bios");
        assertThat(List.of(bios.secureBoot(), bios.smm(), bios.tpm()))
                .extracting(Fact::get)
                .containsOnly(false);
    }

    @Test
    public void anAgentIsConnectedByItsOwnConditionOnly() {
        String vm = """
                apiVersion: kubevirt.io/v1
                kind: VirtualMachine
                metadata: {name: web, namespace: target}
                status: {conditions: [{type: Ready, status: "True"}, {type: AgentConnected, status: "%s"}]}
                """;
        assertThat(DestinationVms.agentConnected(object(vm.formatted("False")))).isFalse();
        assertThat(DestinationVms.agentConnected(object(vm.formatted("True")))).isTrue();
    }

    @Test
    public void theFirstOfTwoDevicesOfOneNameCounts() {
        DestinationVm vm = new DestinationVms(List.of(), List.of()).read(object("""
                apiVersion: kubevirt.io/v1
                kind: VirtualMachine
                metadata: {name: web, namespace: target}
                spec:
                  template:
                    spec:
                      domain:
                        devices: {disks: [{name: a, bootOrder: 1}, {name: a, bootOrder: 2}]}
                      volumes: [{name: a, persistentVolumeClaim: {claimName: c}}]
                """));
        assertThat(vm.disks()).extracting(DestinationVm.Disk::bootOrder).containsExactly(bootOrder(1));
    }

    private static DestinationVm.Guest guest(String interfaces, boolean agent) {
        GenericKubernetesResource instance = object("""
                apiVersion: kubevirt.io/v1
                kind: VirtualMachineInstance
                metadata: {name: web, namespace: target}
                status:
                  conditions: [{type: AgentConnected, status: "%s"}]
                  interfaces: %s
                """.formatted(agent ? "True" : "False", interfaces));
        GenericKubernetesResource vm = object("""
                apiVersion: kubevirt.io/v1
                kind: VirtualMachine
                metadata: {name: web, namespace: target}
                """);
        return new DestinationVms(List.of(), List.of(instance)).read(vm).guest().orElseThrow();
    }

    @Test
    public void onlyTheGuestsAgentTellsTheGuestsAddresses() {
        String domain = "{infoSource: domain, ipAddress: 10.128.77.251, ipAddresses: [10.128.77.251]}";
        String multus = "{infoSource: multus-status, ipAddress: 192.0.2.9}";
        String both = "{infoSource: 'domain, guest-agent, multus-status', ipAddress: 192.0.2.77}";
        String inner = "{infoSource: guest-agent, ipAddresses: [172.17.0.1]}";
        assertThat(guest("[" + domain + ", " + multus + "]", true).addresses().isKnown())
                .as("the agent is connected, and has told nothing yet")
                .isFalse();
        assertThat(guest("[" + domain + ", " + both + ", " + inner + "]", false)
                        .addresses()
                        .get())
                .containsExactly("172.17.0.1", "192.0.2.77");
        assertThat(guest("[{infoSource: 'domain, guest-agent'}]", true)
                        .addresses()
                        .get())
                .as("it tells that it has none")
                .isEmpty();
        assertThat(guest("[{ipAddress: 192.0.2.77}]", true).addresses().get())
                .as("a KubeVirt that does not say who tells")
                .containsExactly("192.0.2.77");
        assertThat(guest("[{ipAddress: 192.0.2.77}]", false).addresses().isKnown())
                .isFalse();
        assertThat(guest("[]", true).addresses().isKnown()).isFalse();
    }

    @Test
    public void anInstanceTellsItsAddressesOnceTheAgentHasToldOfAll() {
        String instance = """
                apiVersion: kubevirt.io/v1
                kind: VirtualMachineInstance
                metadata: {name: web, namespace: target}
                status: {interfaces: %s}
                """;
        assertThat(DestinationVms.reportsAddresses(object(instance.formatted("[]"))))
                .isFalse();
        assertThat(DestinationVms.reportsAddresses(object(instance.formatted("[{infoSource: domain}]"))))
                .isFalse();
        assertThat(DestinationVms.reportsAddresses(object(instance.formatted(
                        "[{infoSource: 'domain, guest-agent'}, {infoSource: 'domain, multus-status'}]"))))
                .isFalse();
        assertThat(DestinationVms.reportsAddresses(object(
                        instance.formatted("[{infoSource: 'domain, guest-agent'}, {infoSource: 'guest-agent'}]"))))
                .isTrue();
    }

    private static GenericKubernetesResource object(String yaml) {
        return Serialization.unmarshal(yaml, GenericKubernetesResource.class);
    }

    @Test
    public void aVmWithoutStatusHasNone() {
        GenericKubernetesResource bare = new GenericKubernetesResource();
        assertThat(DestinationVms.status(bare)).isEmpty();
        assertThat(DestinationVms.agentConnected(bare)).isFalse();
    }
}
