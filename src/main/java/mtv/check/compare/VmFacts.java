package mtv.check.compare;

import io.soabase.recordbuilder.core.RecordBuilder;
import mtv.model.VmStatus;
import mtv.vm.DestinationVm;
import mtv.vm.Documents;
import mtv.vm.Fact;
import mtv.vm.SourceVm;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Everything that the checks look at in one VM: the source, what must become of it, and the migrated VM.
 *
 * @param source as it was before the migration
 * @param after the source as it is now; empty when the inventory does not show it any more
 * @param destination empty when no such VM is where it must be
 * @param recorded what MTV says of it
 * @param sourceOff when MTV began to stop the source
 * @param userStops when people stopped the source during the migration, in words
 * @param documents that were read whole: the VM, its instance, claims and volumes, the source before and after, and
 *     those of the run
 * @param elsewhere where a VM of that name was found instead, for the message; empty when nowhere
 */
@RecordBuilder
public record VmFacts(
        SourceVm source,
        Optional<SourceVm> after,
        ExpectedVm expected,
        Optional<DestinationVm> destination,
        VmStatus recorded,
        Fact<Instant> sourceOff,
        Fact<List<String>> userStops,
        Documents documents,
        String elsewhere)
        implements VmFactsBuilder.With {

    /** The migrated VM, for checks that run only where it exists. The check existence reports a VM that does not. */
    public DestinationVm actual() {
        return destination.orElseThrow();
    }

    /** A fact of the source's CPU or memory, which does not count when the Plan names an instance type. */
    public <T> Fact<T> unlessSized(Fact<T> ofSource) {
        return expected.vm().instanceType() == null
                ? ofSource
                : Fact.unknown(
                        "the Plan gives the VM instance type " + expected.vm().instanceType());
    }

    /** The disks of both sides. A disk that is on one side only is reported by disk-count. */
    public DevicePairs<SourceVm.Disk, DestinationVm.Disk> disks() {
        List<DestinationVm.Disk> migrated = actual().disks();
        boolean known =
                source.disks().stream().anyMatch(disk -> migrated.stream().anyMatch(m -> m.isOf(disk)));
        return DevicePairs.of(
                source.disks(),
                migrated,
                (disk, other) -> other.isOf(disk),
                disk -> known && !disk.identity().isEmpty(),
                DestinationVm.Disk::tellsSource);
    }

    /** The NICs of both sides, matched by their MACs. A NIC that is on one side only is reported by nic-count. */
    public DevicePairs<SourceVm.Nic, DestinationVm.Nic> nics() {
        return DevicePairs.of(
                wantedNics(),
                actual().nics(),
                (nic, migrated) ->
                        !nic.mac().isEmpty() && CanonicalForm.mac(nic.mac()).equals(CanonicalForm.mac(migrated.mac())),
                nic -> !nic.mac().isEmpty(),
                nic -> !nic.mac().isEmpty());
    }

    /** The source's NICs, without those that the NetworkMap ignores. */
    public List<SourceVm.Nic> wantedNics() {
        return source.nics().stream()
                .filter(nic -> !"ignored".equals(expected.networks().get(nic.network())))
                .toList();
    }

    /** Compares a property of each disk. A disk without counterpart is not comparable. */
    public void eachDisk(Findings findings, String what, Consumer<DiskPair> check) {
        DevicePairs<SourceVm.Disk, DestinationVm.Disk> pairs = disks();
        pairs.all()
                .forEach(pair -> check.accept(new DiskPair(expected, pair.position(), pair.source(), pair.migrated())));
        pairs.unmatched()
                .forEach(disk -> findings.notComparable(
                        DiskPair.property(disk.position(), disk.source(), what),
                        "no volume of the migrated VM is known to be this disk: " + disk.why() + toldBy()));
    }

    /** Behind the reason why a disk has no counterpart: the check that tells of it, if one does. */
    private String toldBy() {
        List<DestinationVm.Disk> migrated = actual().disks();
        if (migrated.size() != source.disks().size()) {
            return "; disk-count tells it";
        }
        long claims =
                migrated.stream().map(DestinationVm.Disk::claim).distinct().count();
        return claims == migrated.size() ? "" : "; disk-claim tells it";
    }

    /** Compares a property of each disk's claim. A disk without counterpart or claim is not comparable. */
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

    /** Compares a property of each NIC. A NIC without counterpart is not comparable. */
    public void eachNic(Findings findings, String what, Consumer<NicPair> check) {
        DevicePairs<SourceVm.Nic, DestinationVm.Nic> pairs = nics();
        pairs.all()
                .forEach(pair -> check.accept(new NicPair(expected, pair.position(), pair.source(), pair.migrated())));
        pairs.unmatched()
                .forEach(nic -> findings.notComparable(
                        NicPair.property(nic.position(), nic.source(), what),
                        "no NIC of the migrated VM is known to be this one: " + nic.why()));
    }

    /**
     * A disk on both sides.
     *
     * @param expected of the VM
     * @param position of the disk on the source, from 0
     */
    public record DiskPair(ExpectedVm expected, int position, SourceVm.Disk source, DestinationVm.Disk migrated) {

        public String property(String what) {
            return property(position, source, what);
        }

        private static String property(int position, SourceVm.Disk source, String what) {
            return "disk " + position + " (" + source.name() + ") " + what;
        }
    }

    /**
     * A NIC on both sides.
     *
     * @param expected of the VM
     * @param position of the NIC on the source, from 0
     */
    public record NicPair(ExpectedVm expected, int position, SourceVm.Nic source, DestinationVm.Nic migrated) {

        public String property(String what) {
            return property(position, source, what);
        }

        private static String property(int position, SourceVm.Nic source, String what) {
            return "NIC " + position + (source.mac().isEmpty() ? " " : " (" + source.mac() + ") ") + what;
        }
    }
}
