package mtv.check.warm;

import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.model.Precopy;

import java.util.Objects;

/** Compares the snapshot of the last copy, which never gets an end, with those of the others. */
final class FinalDelta implements Rule<WarmVm> {

    @Override
    public void compare(WarmVm vm, Findings findings) {
        findings.record(
                hasOwnSnapshot(vm),
                "final delta",
                ReportedValue.of("a last copy, of a snapshot after the others", "warm migration"),
                ReportedValue.of(vm.copies().stream().map(FinalDelta::words).toList(), "warm.precopies"));
    }

    private static boolean hasOwnSnapshot(WarmVm vm) {
        return vm.finalCopy()
                .filter(last -> vm.copies().stream()
                        .noneMatch(copy -> copy != last && Objects.equals(copy.snapshot(), last.snapshot())))
                .isPresent();
    }

    private static String words(Precopy copy) {
        return copy.snapshot() + ": " + copy.start() + " to " + (copy.end() == null ? "the end" : copy.end());
    }
}
