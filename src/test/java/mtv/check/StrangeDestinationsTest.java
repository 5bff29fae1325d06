package mtv.check;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.utils.Serialization;
import mtv.check.compare.Finding;
import mtv.check.compare.Finding.Verdict;
import mtv.observe.DestinationVms;
import mtv.vm.DestinationVm;
import mtv.vm.Fact;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What a cluster sends may be anything: it is read, and what cannot be read is never the same as what was there. */
public class StrangeDestinationsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** No value is one of KubeVirt's defaults, so that each one that is gone is missed. */
    private static final String VM = """
            apiVersion: kubevirt.io/v1
            kind: VirtualMachine
            metadata: {name: web, namespace: target, labels: {plan: p, vmID: vm-1}}
            spec:
              instancetype: {name: small}
              preference: {name: rhel}
              template:
                metadata: {labels: {app: web}}
                spec:
                  nodeSelector: {zone: b}
                  affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 7}]}}
                  domain:
                    cpu: {sockets: 2, cores: 3, threads: 4, model: Haswell}
                    memory: {guest: 2048Mi, hugepages: {pageSize: 2Mi}}
                    resources: {limits: {memory: 3Gi}}
                    firmware: {uuid: u-1, serial: s-1, bootloader: {efi: {secureBoot: false}}}
                    features: {smm: {enabled: false}}
                    machine: {type: q35}
                    clock: {utc: {offsetSeconds: 7}}
                    devices:
                      tpm: {enabled: false}
                      disks:
                      - {name: vol-0, bootOrder: 1, shareable: true, disk: {bus: virtio}}
                      - {name: vol-1, bootOrder: 2, shareable: true, lun: {bus: scsi}}
                      interfaces:
                      - {name: net-0, macAddress: "02:00:00:00:00:01", model: virtio, state: down, masquerade: {}}
                      - {name: net-1, macAddress: "02:00:00:00:00:02", model: e1000, state: down,
                         binding: {name: l2bridge}}
                  networks:
                  - {name: net-0, pod: {}}
                  - {name: net-1, multus: {networkName: other/bridge}}
                  volumes:
                  - {name: vol-0, persistentVolumeClaim: {claimName: web-0}}
                  - {name: vol-1, dataVolume: {name: web-1}}
            status:
              printableStatus: Running
              conditions:
              - {type: AgentConnected, status: "True"}
            """;

    private static final String INSTANCE = """
            apiVersion: kubevirt.io/v1
            kind: VirtualMachineInstance
            metadata: {name: web, namespace: target}
            status:
              guestOSInfo: {name: Fedora, prettyName: Fedora 40}
              interfaces:
              - {infoSource: "domain, guest-agent", ipAddresses: [192.0.2.1]}
            """;

    /** Behind a masquerade the pod's address is shown, whether the agent is connected or not. */
    private static final String BEHIND_A_POD = """
            apiVersion: kubevirt.io/v1
            kind: VirtualMachineInstance
            metadata: {name: web, namespace: target}
            spec: {domain: {devices: {interfaces: [{name: net-0, masquerade: {}}, {name: net-1}]}}}
            status:
              interfaces:
              - {name: net-0, infoSource: "domain, guest-agent", ipAddress: 10.128.0.9, ipAddresses: [10.128.0.9]}
              - {name: net-1, infoSource: "domain, guest-agent", ipAddresses: [192.0.2.1]}
            """;

    private static final String CLAIM = """
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata:
              name: web-0
              namespace: target
              labels: {plan: p}
              annotations: {"forklift.konveyor.io/disk-source": "a"}
              ownerReferences: [{kind: VirtualMachine, name: web, apiVersion: kubevirt.io/v1, uid: u}]
            spec:
              storageClassName: fast
              accessModes: [ReadWriteMany]
              volumeMode: Block
              resources: {requests: {storage: 10Gi}}
            status: {phase: Bound}
            """;

    private static final List<JsonNode> STRANGE = List.of(
            JSON.nullNode(),
            JSON.createObjectNode(),
            JSON.createArrayNode(),
            JSON.getNodeFactory().textNode("two"),
            JSON.getNodeFactory().numberNode(-77.5),
            MissingNode.getInstance());

    /** Of no value: the name by which an object is found, and what no check reads. */
    private static final Set<String> UNREAD = Set.of("apiVersion", "kind");

    @DataProvider
    public Object[][] objects() {
        String[] all = {VM, INSTANCE, CLAIM};
        String[] silentAgent = {VM.replace("\"True\"", "\"False\""), INSTANCE, CLAIM};
        return new Object[][] {{all, 0}, {silentAgent, 1}, {all, 2}};
    }

    @Test(dataProvider = "objects")
    public void aStrangeValueIsReadAndNeverTheOldOne(String[] objects, int index) {
        DestinationVm untouched = tried(objects).orElseThrow();
        JsonNode whole = tree(objects[index]);
        List<String> silent = new ArrayList<>();
        for (JsonPointer where : values(whole, JsonPointer.empty())) {
            for (JsonNode strange : STRANGE) {
                JsonNode changed = changed(whole, where, strange);
                String[] all = objects.clone();
                all[index] = changed.toString();
                Optional<DestinationVm> found = tried(all);
                if (found.isEmpty()) {
                    continue;
                }
                assertThat(CheckRunner.vm(SampleVm.vm().withDestination(found)))
                        .as("%s as %s", where, strange)
                        .isNotEmpty();
                if (found.get().equals(untouched)) {
                    silent.add(where + " as " + strange);
                }
            }
        }
        assertThat(silent).as("read as if nothing had happened").isEmpty();
    }

    /** Empty where the client itself refuses the object, as it does for a list in place of metadata. */
    private static Optional<DestinationVm> tried(String... all) {
        GenericKubernetesResource vm;
        GenericKubernetesResource instance;
        PersistentVolumeClaim claim;
        try {
            vm = object(all[0]);
            instance = object(all[1]);
            claim = Serialization.unmarshal(all[2], PersistentVolumeClaim.class);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
        return Optional.of(new DestinationVms(List.of(claim), List.of(instance)).read(vm));
    }

    private static DestinationVm read(String vm, String instance, String claim) {
        return tried(vm, instance, claim).orElseThrow();
    }

    private static GenericKubernetesResource object(String yaml) {
        return Serialization.unmarshal(yaml, GenericKubernetesResource.class);
    }

    private static JsonNode tree(String yaml) {
        return JSON.valueToTree(Serialization.unmarshal(yaml, Object.class));
    }

    /** Leaves of what is read, and the objects around them. */
    private static List<JsonPointer> values(JsonNode node, JsonPointer at) {
        List<JsonPointer> found = new ArrayList<>();
        node.properties().forEach(field -> {
            JsonPointer below = at.appendProperty(field.getKey());
            boolean metadata = below.toString().startsWith("/metadata") || UNREAD.contains(field.getKey());
            if (!metadata) {
                found.addAll(below(field.getValue(), below));
            }
        });
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                found.addAll(below(node.get(i), at.appendIndex(i)));
            }
        }
        return found;
    }

    private static List<JsonPointer> below(JsonNode node, JsonPointer at) {
        List<JsonPointer> found = new ArrayList<>(values(node, at));
        if (node.isValueNode()) {
            found.add(at);
        }
        return found;
    }

    private static JsonNode changed(JsonNode whole, JsonPointer where, JsonNode strange) {
        JsonNode copy = whole.deepCopy();
        JsonNode parent = copy.at(where.head());
        if (parent instanceof ObjectNode object) {
            if (strange.isMissingNode()) {
                object.remove(where.last().getMatchingProperty());
            } else {
                object.set(where.last().getMatchingProperty(), strange);
            }
        } else if (parent instanceof ArrayNode array) {
            if (strange.isMissingNode()) {
                array.remove(where.last().getMatchingIndex());
            } else {
                array.set(where.last().getMatchingIndex(), strange);
            }
        }
        return copy;
    }

    @DataProvider
    public Object[][] unreadable() {
        return new Object[][] {
            {"sockets: 2", "sockets: two", "cpu-sockets", "cpu.sockets is \"two\", not a whole number"},
            {"cores: 3", "cores: 2.5", "cpu-cores", "cpu.cores is 2.5, not a whole number"},
            {"threads: 4", "threads: [4]", "cpu-threads", "cpu.threads is [4], not a whole number"},
            {"cpu: {sockets: 2, cores: 3, threads: 4, model: Haswell}", "cpu: 8", "cpu-model", "cpu is 8, not an object"
            },
            {"guest: 2048Mi", "guest: 2 gigs", "memory", "memory.guest is \"2 gigs\", not a quantity"},
            {"{memory: 3Gi}", "{memory: much}", "memory-limit", "resources.limits.memory is \"much\", not a quantity"},
            {"efi: {secureBoot: false}", "efi: [1]", "bootloader", "firmware.bootloader.efi is [1], not an object"},
            {
                "secureBoot: false",
                "secureBoot: perhaps",
                "secure-boot",
                "firmware.bootloader.efi.secureBoot is \"perhaps\", not true or false"
            },
            {"tpm: {enabled: false}", "tpm: {enabled: 2}", "tpm", "devices.tpm.enabled is 2, not true or false"},
            {"type: q35", "type: {a: q35}", "machine-type", "machine.type is {\"a\":\"q35\"}, not a text"},
            {"uuid: u-1", "uuid: []", "firmware-uuid", "firmware.uuid is [], not a text"},
            {"pageSize: 2Mi", "pageSize: {}", "hugepages", "memory.hugepages.pageSize is {}, not a text"},
            {"{name: small}", "{name: {}}", "instance-type", "spec.instancetype.name is {}, not a text"},
        };
    }

    @Test(dataProvider = "unreadable")
    public void whatCannotBeReadIsADifferenceAndSaysWhatWasFound(String old, String strange, String check, String why) {
        DestinationVm vm = read(VM.replace(old, strange), INSTANCE, CLAIM);
        assertThat(CheckRunner.vm(SampleVm.vm().withDestination(Optional.of(vm))))
                .filteredOn(finding -> finding.check().equals(check))
                .extracting(
                        Finding::verdict,
                        finding -> finding.actual().text(),
                        finding -> finding.actual().origin())
                .containsExactly(tuple(Verdict.DIFFERENT, "unreadable", why));
    }

    @Test
    public void numbersAndFlagsAsTextAreRead() {
        DestinationVm vm = read(
                VM.replace("sockets: 2", "sockets: '2'").replace("shareable: true", "shareable: 'true'"),
                INSTANCE,
                CLAIM);
        assertThat(vm).isEqualTo(read(VM, INSTANCE, CLAIM));
    }

    @Test
    public void aDiskOrNicThatCannotBeReadIsADifference() {
        DestinationVm vm = read(
                VM.replace("bootOrder: 2", "bootOrder: last")
                        .replace("shareable: true, lun", "shareable: 1, lun")
                        .replace("model: e1000, state: down", "model: e1000, state: [down]"),
                INSTANCE,
                CLAIM.replace("10Gi", "ten"));
        DestinationVm compared = SampleVm.migrated()
                .withDisks(List.of(
                        SampleVm.migrated().disks().get(0),
                        SampleVm.migrated()
                                .disks()
                                .get(1)
                                .withBootOrder(vm.disks().get(1).bootOrder())
                                .withShareable(vm.disks().get(1).shareable())))
                .withNics(List.of(
                        SampleVm.migrated().nics().get(0),
                        SampleVm.migrated()
                                .nics()
                                .get(1)
                                .withUp(vm.nics().get(1).up())));
        assertThat(CheckRunner.vm(SampleVm.vm().withDestination(Optional.of(compared))))
                .filteredOn(finding -> finding.is(Verdict.DIFFERENT))
                .extracting(finding -> finding.actual().origin())
                .contains(
                        "bootOrder is \"last\", not a whole number",
                        "shareable is 1, not true or false",
                        "state is [\"down\"], not up, down or absent");
        assertThat(vm.disks().get(0).volume().orElseThrow().requestedBytes())
                .isEqualTo(
                        Fact.unreadable("spec.resources.requests.storage of claim web-0 is \"ten\", not a quantity"));
    }

    @DataProvider
    public Object[][] claims() {
        return new Object[][] {
            {"apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: web-0}"},
            {"apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: web-0}\nspec: {}\nstatus: {}"},
            {"apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: web-0}\nspec: {resources: {}}"},
            {"apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: web-0}\nspec: {accessModes: [null]}"},
        };
    }

    @Test(dataProvider = "claims")
    public void aBareClaimIsReadAndAsksForNothing(String claim) {
        DestinationVm.Volume volume =
                read(VM, INSTANCE, claim).disks().get(0).volume().orElseThrow();
        assertThat(volume.requestedBytes().isKnown()).isFalse();
        assertThat(volume.accessModes()).isEmpty();
        assertThat(volume.phase()).isEqualTo("no phase yet");
    }

    @Test
    public void aNetworkOfNoKnownFormIsNotThePodNetwork() {
        DestinationVm vm = read(VM.replace("multus: {networkName: other/bridge}", "other: {}"), INSTANCE, CLAIM);
        assertThat(vm.nics()).extracting(DestinationVm.Nic::network).containsExactly("pod", "");
    }

    @Test
    public void thePodsAddressIsNotTheGuests() {
        assertThat(read(VM, BEHIND_A_POD, CLAIM)
                        .guest()
                        .orElseThrow()
                        .addresses()
                        .get())
                .containsExactly("192.0.2.1");
        String pod = BEHIND_A_POD.replaceAll("(?m)^ *- \\{name: net-1.*\\n", "");
        assertThat(read(VM, pod, CLAIM).guest().orElseThrow().addresses())
                .isEqualTo(Fact.unknown("the migrated guest does not tell its addresses"));
        assertThat(read(VM, pod.replace("[10.128.0.9]", "[10.128.0.9, 192.0.2.7]"), CLAIM)
                        .guest()
                        .orElseThrow()
                        .addresses()
                        .get())
                .containsExactly("192.0.2.7");
    }
}
