package mtv.vm;

import io.soabase.recordbuilder.core.RecordBuilder;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A migrated VM as KubeVirt and CDI have it, read once from lists.
 *
 * @param printableStatus KubeVirt's word for its state, empty when it has none yet
 * @param memoryLimit what the VM may use at most; unknown when it has no limit
 * @param affinity as it is written; unknown when there is none
 * @param options what it has besides
 * @param runStrategy whether KubeVirt keeps it running: {@code Always}, {@code Halted} and others
 * @param secondClaims names of claims with the marks of the VM and of a disk that has a claim already; unknown when the
 *     VM's own claims do not say of which disk they are
 * @param runningSince when KubeVirt saw its instance run, the last time; unknown when it does not run, or does not tell
 * @param guest what the guest tells by its agent; empty when it does not run
 */
@RecordBuilder
public record DestinationVm(
        String namespace,
        String name,
        Map<String, String> labels,
        Map<String, String> annotations,
        Map<String, String> templateLabels,
        Map<String, String> nodeSelector,
        Fact<String> affinity,
        String printableStatus,
        boolean agentConnected,
        Fact<Integer> sockets,
        Fact<Integer> cores,
        Fact<Integer> threads,
        Fact<String> cpuModel,
        Fact<Long> memoryBytes,
        Fact<Long> memoryLimit,
        Fact<String> hugepages,
        Fact<String> bootloader,
        Fact<Boolean> secureBoot,
        Fact<Boolean> smm,
        Fact<Boolean> tpm,
        Fact<String> machineType,
        Fact<String> firmwareUuid,
        Fact<String> serial,
        Fact<String> clock,
        Fact<String> instanceType,
        Fact<String> preference,
        MachineOptions options,
        Fact<String> runStrategy,
        List<Nic> nics,
        List<Disk> disks,
        Fact<List<String>> secondClaims,
        Fact<Instant> runningSince,
        Optional<Guest> guest)
        implements DestinationVmBuilder.With {

    /**
     * @param network {@code pod}, or {@code namespace/name} of a NetworkAttachmentDefinition; empty when it has none
     * @param binding how it reaches the network: masquerade, bridge, sriov or a plugin's name
     * @param up whether the link is
     * @param pciAddress by which the guest names it; unknown where KubeVirt chooses
     */
    @RecordBuilder
    public record Nic(
            String name,
            String mac,
            String network,
            String model,
            String binding,
            Fact<Boolean> up,
            Fact<String> pciAddress)
            implements DestinationVmNicBuilder.With {}

    /**
     * @param claim name of the PersistentVolumeClaim
     * @param bootOrder 0 when it has none
     * @param volume the claim as it is, or empty when it does not exist
     */
    @RecordBuilder
    public record Disk(
            String name,
            String claim,
            String bus,
            Fact<Integer> bootOrder,
            Fact<Boolean> shareable,
            DiskOptions options,
            Optional<Volume> volume)
            implements DestinationVmDiskBuilder.With {

        /** By what MTV writes on the claim, or by the name that it gives the volume. */
        public boolean isOf(SourceVm.Disk disk) {
            return !disk.identity().isEmpty()
                    && (name.equals(disk.identity())
                            || name.equals("vol-" + disk.identity())
                            || volume.filter(v -> v.diskSource().equals(disk.identity()))
                                    .isPresent());
        }

        /** Whether its claim says what it was copied from. */
        public boolean tellsSource() {
            return volume.filter(v -> !v.diskSource().isEmpty()).isPresent();
        }
    }

    /**
     * @param diskSource what MTV says it was copied from; empty when it does not
     * @param requestedBytes what the claim asks for, which CDI derives from the source's capacity; unknown when nothing
     * @param marks labels and annotations of the claim
     * @param owners {@code kind/name} of those with which it goes
     */
    @RecordBuilder
    public record Volume(
            String diskSource,
            String storageClass,
            Fact<Long> requestedBytes,
            Set<String> accessModes,
            String volumeMode,
            String phase,
            Map<String, String> marks,
            List<String> owners)
            implements DestinationVmVolumeBuilder.With {}

    /**
     * @param os what the agent calls the operating system; empty when it does not tell
     * @param addresses of all interfaces by the word of the guest's agent; unknown while nobody but KubeVirt tells any
     * @param visit what came of a login by SSH; unknown when there was none
     */
    public record Guest(String os, Fact<Set<String>> addresses, Fact<Visit> visit) {

        /** That nobody has tried to enter yet. */
        public Guest(String os, Fact<Set<String>> addresses) {
            this(os, addresses, Fact.unknown("the guest does not run"));
        }

        public Guest visited(Fact<Visit> other) {
            return new Guest(os, addresses, other);
        }
    }

    /**
     * A login by SSH.
     *
     * @param refusal why the user did not get in; empty when he did
     * @param bootId what tells this boot of the guest from all others
     * @param sharedWith other VMs whose guests tell the same boot id
     * @param answers of the shell, by command; a command that fails has none
     */
    public record Visit(
            String user,
            Optional<String> refusal,
            Fact<String> bootId,
            Set<String> sharedWith,
            Map<String, String> answers) {

        public static Visit letIn(String user, Fact<String> bootId, Map<String, String> answers) {
            return new Visit(user, Optional.empty(), bootId, Set.of(), answers);
        }

        public static Visit refused(String user, String why) {
            return new Visit(user, Optional.of(why), Fact.unknown(why), Set.of(), Map.of());
        }

        /** @param all visits of the run by the name of the VM, this one among them */
        public Visit among(Map<String, Visit> all) {
            Set<String> others = all.entrySet().stream()
                    .filter(other -> other.getValue() != this && bootId.isKnown())
                    .filter(other -> other.getValue().bootId.value().equals(bootId.value()))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(TreeSet::new));
            return new Visit(user, refusal, bootId, others, answers);
        }
    }

    /** The login to the guest by a user who was let in. */
    public Optional<Visit> login() {
        return guest.flatMap(running -> running.visit().value())
                .filter(visit -> visit.refusal().isEmpty());
    }

    /** {@code namespace/name}. */
    public String where() {
        return namespace + "/" + name;
    }
}
