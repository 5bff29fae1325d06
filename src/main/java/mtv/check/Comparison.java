package mtv.check;

import io.soabase.recordbuilder.core.RecordBuilder;
import mtv.provider.Fact;
import mtv.provider.SourceVm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One VM on both sides.
 *
 * @param source as it was before the migration
 * @param after the source as it is now; empty when the inventory does not show it any more
 * @param destination empty when no such VM is where it must be
 * @param elsewhere where a VM of that name was found instead, for the message; empty when nowhere
 */
@RecordBuilder
public record Comparison(
        SourceVm source,
        Optional<SourceVm> after,
        Expected expected,
        Optional<DestinationVm> destination,
        String elsewhere)
        implements ComparisonBuilder.With {

    /** For checks that run only on a VM that exists: {@link VmExists} reports one that does not. */
    DestinationVm actual() {
        return destination.orElseThrow();
    }

    /** CPU and memory are not of the source when the Plan names an instance type. */
    <T> Fact<T> unlessSized(Fact<T> ofSource) {
        return expected.vm().instanceType() == null
                ? ofSource
                : Fact.untold(
                        "the Plan gives the VM instance type " + expected.vm().instanceType());
    }

    /** The disks that are on both sides; those that are not are a matter of {@link DiskCount}. */
    List<DiskPair> disks() {
        List<DestinationVm.Disk> migrated = actual().disks();
        boolean identified =
                source.disks().stream().anyMatch(disk -> migrated.stream().anyMatch(m -> m.isOf(disk)));
        List<DiskPair> pairs = new ArrayList<>();
        for (int i = 0; i < source.disks().size(); i++) {
            int position = i;
            SourceVm.Disk disk = source.disks().get(i);
            Optional<DestinationVm.Disk> found = identified
                    ? migrated.stream().filter(m -> m.isOf(disk)).findFirst()
                    : migrated.stream().skip(position).findFirst();
            found.ifPresent(m -> pairs.add(new DiskPair(position, disk, m)));
        }
        return pairs;
    }

    /** The NICs that are on both sides, by their MACs. */
    List<NicPair> nics() {
        List<NicPair> pairs = new ArrayList<>();
        for (int i = 0; i < source.nics().size(); i++) {
            int position = i;
            SourceVm.Nic nic = source.nics().get(i);
            actual().nics().stream()
                    .filter(n -> n.mac().equalsIgnoreCase(nic.mac()))
                    .findFirst()
                    .ifPresent(n -> pairs.add(new NicPair(position, nic, n)));
        }
        return pairs;
    }

    /** @param position of the disk on the source, from 0 */
    record DiskPair(int position, SourceVm.Disk source, DestinationVm.Disk migrated) {

        String property(String what) {
            return "disk " + position + " (" + source.name() + ") " + what;
        }
    }

    /** @param position of the NIC on the source, from 0 */
    record NicPair(int position, SourceVm.Nic source, DestinationVm.Nic migrated) {

        String property(String what) {
            return "NIC " + position + " (" + source.mac() + ") " + what;
        }
    }
}
