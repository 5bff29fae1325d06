package mtv.check;

import io.soabase.recordbuilder.core.RecordBuilder;
import mtv.check.DestinationVm.Visit;
import mtv.model.VmStatus;
import mtv.provider.Fact;
import mtv.provider.SourceVm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One VM on both sides.
 *
 * @param source as it was before the migration
 * @param after the source as it is now; empty when the inventory does not show it any more
 * @param destination empty when no such VM is where it must be
 * @param recorded what MTV says of it
 * @param userStops when people stopped the source during the migration, in words
 * @param elsewhere where a VM of that name was found instead, for the message; empty when nowhere
 */
@RecordBuilder
public record Comparison(
        SourceVm source,
        Optional<SourceVm> after,
        Expected expected,
        Optional<DestinationVm> destination,
        VmStatus recorded,
        Fact<List<String>> userStops,
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

    /** That of somebody who was let in. */
    Optional<Visit> visit() {
        return destination
                .flatMap(DestinationVm::guest)
                .flatMap(guest -> guest.visit().value())
                .filter(visit -> visit.refusal().isEmpty());
    }

    /** The static addresses that stay: the pod network has addresses of its own. */
    Set<String> keptAddresses() {
        Set<String> kept = new TreeSet<>();
        if (!Boolean.FALSE.equals(expected.plan().preserveStaticIPs())) {
            source.addresses().value().orElse(Map.of()).forEach((address, mac) -> {
                boolean onPods = source.nics().stream()
                        .filter(nic -> nic.mac().equalsIgnoreCase(mac))
                        .anyMatch(nic -> "pod".equals(expected.networks().get(nic.network())));
                if (!onPods) {
                    kept.add(address);
                }
            });
        }
        return kept;
    }

    /**
     * What a guest set up itself before must be among what its shell tells now.
     *
     * @param value finds each in the answers to the commands, as its first group
     */
    void askedGuest(
            Findings findings, String property, Fact<Set<String>> before, List<String> commands, Pattern value) {
        Set<String> known = new TreeSet<>(before.value().orElse(Set.of()));
        Optional<Visit> visit = visit();
        if (known.isEmpty() || keptAddresses().isEmpty()) {
            findings.notComparable(property, "none is known, or no static address is to stay");
        } else if (visit.isEmpty() || source.isWindows()) {
            findings.notComparable(property, source.isWindows() ? "only Linux guests are asked" : "nobody logged in");
        } else {
            Set<String> told = new TreeSet<>();
            commands.stream()
                    .map(command -> visit.get().answers().getOrDefault(command, ""))
                    .flatMap(answer -> value.matcher(answer).results())
                    .forEach(found -> told.add(found.group(1)));
            findings.hold(
                    told.containsAll(known),
                    property,
                    Side.of(known, before.origin()),
                    Side.of(told, String.join(", ", commands)));
        }
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
