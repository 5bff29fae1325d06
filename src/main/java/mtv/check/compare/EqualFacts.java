package mtv.check.compare;

import mtv.check.compare.Check.Rule;
import mtv.check.compare.VmFacts.DiskPair;
import mtv.check.compare.VmFacts.NicPair;
import mtv.vm.DestinationVm;
import mtv.vm.Fact;
import mtv.vm.SourceVm;

import java.util.function.Function;

/** Rules that equate two facts: of a VM, or of each of its disks, claims or NICs. */
public final class EqualFacts {

    private EqualFacts() {}

    public static <T> Rule<VmFacts> ofVm(
            String property, Function<SourceVm, Fact<T>> source, Function<DestinationVm, Fact<T>> migrated) {
        return (vm, findings) -> findings.equal(property, source.apply(vm.source()), migrated.apply(vm.actual()));
    }

    /** Of a VM whose size is its own; the Plan may name an instance type, which replaces CPU and memory. */
    public static <T> Rule<VmFacts> ofSizedVm(
            String property, Function<SourceVm, Fact<T>> source, Function<DestinationVm, Fact<T>> migrated) {
        return (vm, findings) ->
                findings.equal(property, vm.unlessSized(source.apply(vm.source())), migrated.apply(vm.actual()));
    }

    public static <T> Rule<VmFacts> ofEachDisk(
            String property, Function<DiskPair, Fact<T>> expected, Function<DestinationVm.Disk, Fact<T>> migrated) {
        return (vm, findings) -> vm.eachDisk(
                findings,
                property,
                pair -> findings.equal(pair.property(property), expected.apply(pair), migrated.apply(pair.migrated())));
    }

    public static <T> Rule<VmFacts> ofEachClaim(
            String property, Function<DiskPair, Fact<T>> expected, Function<DestinationVm.Volume, Fact<T>> migrated) {
        return (vm, findings) -> vm.eachVolume(
                findings,
                property,
                (pair, volume) ->
                        findings.equal(pair.property(property), expected.apply(pair), migrated.apply(volume)));
    }

    public static <T> Rule<VmFacts> ofEachNic(
            String property, Function<NicPair, Fact<T>> expected, Function<DestinationVm.Nic, Fact<T>> migrated) {
        return (vm, findings) -> vm.eachNic(
                findings,
                property,
                pair -> findings.equal(pair.property(property), expected.apply(pair), migrated.apply(pair.migrated())));
    }
}
