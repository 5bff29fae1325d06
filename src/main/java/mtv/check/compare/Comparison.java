package mtv.check.compare;

import io.soabase.recordbuilder.core.RecordBuilder;
import mtv.model.VmStatus;
import mtv.vm.DestinationVm;
import mtv.vm.DestinationVm.Visit;
import mtv.vm.Fact;
import mtv.vm.SourceVm;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
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

    /** For checks that run only on a VM that exists: {@code VmExists} reports one that does not. */
    public DestinationVm actual() {
        return destination.orElseThrow();
    }

    /** CPU and memory are not of the source when the Plan names an instance type. */
    public <T> Fact<T> unlessSized(Fact<T> ofSource) {
        return expected.vm().instanceType() == null
                ? ofSource
                : Fact.unknown(
                        "the Plan gives the VM instance type " + expected.vm().instanceType());
    }

    /** The disks of both sides; those that are on one alone are a matter of {@code DiskCount}. */
    public Pairs<SourceVm.Disk, DestinationVm.Disk> disks() {
        List<DestinationVm.Disk> migrated = actual().disks();
        boolean known =
                source.disks().stream().anyMatch(disk -> migrated.stream().anyMatch(m -> m.isOf(disk)));
        return Pairs.of(
                source.disks(),
                migrated,
                (disk, other) -> other.isOf(disk),
                disk -> known && !disk.identity().isEmpty(),
                DestinationVm.Disk::tellsSource);
    }

    /** The NICs of both sides, by their MACs; those that are on one alone are a matter of {@code NicCount}. */
    public Pairs<SourceVm.Nic, DestinationVm.Nic> nics() {
        return Pairs.of(
                wantedNics(),
                actual().nics(),
                (nic, migrated) ->
                        !nic.mac().isEmpty() && Notation.mac(nic.mac()).equals(Notation.mac(migrated.mac())),
                nic -> !nic.mac().isEmpty(),
                nic -> !nic.mac().isEmpty());
    }

    /** Without those that the NetworkMap leaves out. */
    public List<SourceVm.Nic> wantedNics() {
        return source.nics().stream()
                .filter(nic -> !"ignored".equals(expected.networks().get(nic.network())))
                .toList();
    }

    /** Something about each disk, or why it cannot be compared. */
    public void eachDisk(Findings findings, String what, Consumer<DiskPair> check) {
        Pairs<SourceVm.Disk, DestinationVm.Disk> pairs = disks();
        pairs.all().forEach(pair -> check.accept(new DiskPair(pair.position(), pair.source(), pair.migrated())));
        pairs.alone()
                .forEach(disk -> findings.notComparable(
                        DiskPair.property(disk.position(), disk.source(), what),
                        "no volume of the migrated VM is known to be this disk: " + disk.why()));
    }

    /** Something about the claim of each disk, or why it cannot be compared. */
    public void eachVolume(Findings findings, String what, BiConsumer<DiskPair, DestinationVm.Volume> check) {
        eachDisk(
                findings,
                what,
                pair -> pair.migrated()
                        .volume()
                        .ifPresentOrElse(
                                volume -> check.accept(pair, volume),
                                () -> findings.notComparable(
                                        pair.property(what),
                                        "claim " + pair.migrated().claim() + " does not exist")));
    }

    /** Something about each NIC, or why it cannot be compared. */
    public void eachNic(Findings findings, String what, Consumer<NicPair> check) {
        Pairs<SourceVm.Nic, DestinationVm.Nic> pairs = nics();
        pairs.all().forEach(pair -> check.accept(new NicPair(pair.position(), pair.source(), pair.migrated())));
        pairs.alone()
                .forEach(nic -> findings.notComparable(
                        NicPair.property(nic.position(), nic.source(), what),
                        "no NIC of the migrated VM is known to be this one: " + nic.why()));
    }

    /** That of somebody who was let in. */
    public Optional<Visit> visit() {
        return destination
                .flatMap(DestinationVm::guest)
                .flatMap(guest -> guest.visit().value())
                .filter(visit -> visit.refusal().isEmpty());
    }

    /** The static addresses that stay: the pod network has addresses of its own, and no link is the old one. */
    public Set<String> keptAddresses() {
        return Boolean.FALSE.equals(expected.plan().preserveStaticIPs()) ? Set.of() : staticAddresses(true);
    }

    /** Those of networks inside of the guest, which are on none of its NICs. */
    public Set<String> innerAddresses() {
        return Boolean.FALSE.equals(expected.plan().preserveStaticIPs()) ? Set.of() : staticAddresses(false);
    }

    private Set<String> staticAddresses(boolean onNics) {
        Set<String> found = new TreeSet<>();
        source.addresses().value().orElse(Map.of()).forEach((address, mac) -> {
            List<SourceVm.Nic> nics = source.nics().stream()
                    .filter(nic -> !mac.isEmpty() && Notation.mac(nic.mac()).equals(Notation.mac(mac)))
                    .toList();
            boolean kept = nics.stream()
                    .map(nic -> expected.networks().get(nic.network()))
                    .noneMatch(network -> "pod".equals(network) || "ignored".equals(network));
            if (kept && nics.isEmpty() != onNics && !Notation.isLinkLocal(address)) {
                found.add(Notation.address(address));
            }
        });
        return found;
    }

    /**
     * What a guest set up itself before must be among what its shell tells now.
     *
     * @param value finds each in the answers to the commands, as its first group
     */
    public void askedGuest(
            Findings findings, String property, Fact<Set<String>> before, List<String> commands, Pattern value) {
        Set<String> known = Notation.addresses(before.value().orElse(Set.of()));
        Optional<Visit> visit = visit();
        if (known.isEmpty() || keptAddresses().isEmpty()) {
            findings.notComparable(property, "none is known, or no static address is to stay");
        } else if (visit.isEmpty() || source.isWindows()) {
            findings.notComparable(property, source.isWindows() ? "only Linux guests are asked" : "nobody logged in");
        } else {
            List<String> answers = commands.stream()
                    .map(command -> visit.get().answers().get(command))
                    .filter(Objects::nonNull)
                    .toList();
            Set<String> told = Notation.addresses(answers.stream()
                    .flatMap(answer -> value.matcher(answer).results())
                    .map(found -> found.group(1))
                    .toList());
            if (!told.isEmpty() && told.stream().allMatch(Notation::isLoopback)) {
                findings.notComparable(
                        property, "the guest asks a service of its own, " + told + ", which asks others");
            } else {
                findings.record(
                        told.containsAll(known),
                        property,
                        ObservedValue.of(known, before.origin()),
                        ObservedValue.of(answers.isEmpty() ? "no answer" : told, String.join(", ", commands)));
            }
        }
    }

    /** @param position of the disk on the source, from 0 */
    public record DiskPair(int position, SourceVm.Disk source, DestinationVm.Disk migrated) {

        public String property(String what) {
            return property(position, source, what);
        }

        public static String property(int position, SourceVm.Disk source, String what) {
            return "disk " + position + " (" + source.name() + ") " + what;
        }
    }

    /** @param position of the NIC on the source, from 0 */
    public record NicPair(int position, SourceVm.Nic source, DestinationVm.Nic migrated) {

        public String property(String what) {
            return property(position, source, what);
        }

        public static String property(int position, SourceVm.Nic source, String what) {
            return "NIC " + position + (source.mac().isEmpty() ? " " : " (" + source.mac() + ") ") + what;
        }
    }
}
