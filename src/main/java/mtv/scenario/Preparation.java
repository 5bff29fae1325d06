package mtv.scenario;

import com.fasterxml.jackson.annotation.JsonValue;
import io.soabase.recordbuilder.core.RecordBuilder;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a clone shall have otherwise than the VM that it is made from. What is empty stays as it is there; places are
 * named by id, by name or by the end of their inventory path.
 *
 * @param firmware {@code bios} or {@code efi}
 * @param linkedToSnapshot name of a snapshot of the VM that the clone shares its disks with; empty for a full clone
 * @param snapshots of the clone, each with those that begin from it
 * @param guestInfo what the platform hands to its guest, by keys that begin with {@code guestinfo.}
 */
@RecordBuilder
public record Preparation(
        Optional<String> firmware,
        Optional<Integer> cpus,
        Optional<Integer> coresPerSocket,
        Optional<Integer> memoryMib,
        Optional<String> datastore,
        Optional<String> folder,
        Optional<String> host,
        Optional<String> resourcePool,
        Optional<String> linkedToSnapshot,
        List<Disk> disks,
        List<Nic> nics,
        List<Snapshot> snapshots,
        Map<String, String> guestInfo)
        implements PreparationBuilder.With {

    /** Nothing. */
    public static final Preparation NONE = PreparationBuilder.builder().build();

    public Preparation {
        disks = disks == null ? List.of() : List.copyOf(disks);
        nics = nics == null ? List.of() : List.copyOf(nics);
        snapshots = snapshots == null ? List.of() : List.copyOf(snapshots);
        guestInfo = guestInfo == null ? Map.of() : Map.copyOf(guestInfo);
    }

    /** How the space of a disk is taken: as it is written, at once, or at once and overwritten with zeros. */
    public enum Provisioning {
        THIN,
        THICK,
        EAGER_ZEROED;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A disk that is added.
     *
     * @param provisioning empty for thin
     * @param controller scsi, sata, nvme or ide; empty for that of the first disk
     * @param datastore empty for that of the clone
     * @param independent whether snapshots leave it out
     * @param shared whether several VMs may write to it
     * @param rawDevice {@code virtual} or {@code physical} for one that is the LUN of the source provider's entry
     */
    @RecordBuilder
    public record Disk(
            int sizeGib,
            Optional<Provisioning> provisioning,
            Optional<String> controller,
            Optional<String> datastore,
            boolean independent,
            boolean shared,
            Optional<String> rawDevice)
            implements PreparationDiskBuilder.With {}

    /** A NIC that is added. @param mac empty for one that the platform gives */
    public record Nic(String network, Optional<String> mac) {}

    /** @param children snapshots that begin from this one: a second one is a branch */
    public record Snapshot(String name, List<Snapshot> children) {

        public Snapshot {
            children = children == null ? List.of() : List.copyOf(children);
        }

        Stream<Snapshot> all() {
            return Stream.concat(Stream.of(this), children.stream().flatMap(Snapshot::all));
        }
    }

    /** Whether there is nothing to be done. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** Whether it is nothing but snapshots, each of which begins from the one before: what any platform has. */
    public boolean isChainOfSnapshots() {
        return equals(NONE.withSnapshots(snapshots)) && isChain(snapshots);
    }

    private static boolean isChain(List<Snapshot> snapshots) {
        return snapshots.size() <= 1 && snapshots.stream().allMatch(each -> isChain(each.children()));
    }

    /** Names of all snapshots, each after the one that it begins from. */
    public List<String> snapshotNames() {
        return snapshots.stream().flatMap(Snapshot::all).map(Snapshot::name).toList();
    }

    /** Whether a disk is to be a LUN. */
    public boolean wantsLun() {
        return disks.stream().anyMatch(disk -> disk.rawDevice().isPresent());
    }
}
