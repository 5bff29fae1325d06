package mtv.check.warm;

import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.model.Precopy;

import java.time.Instant;
import java.util.Optional;

/** Compares the times of the first copy with the cutover and the last snapshot. */
final class FirstPrecopy implements Rule<WarmVm> {

    @Override
    public void compare(WarmVm vm, Findings findings) {
        Optional<Instant> last = vm.finalCopy().map(Precopy::start);
        long ended = vm.copies().stream()
                .map(Precopy::end)
                .filter(end ->
                        end != null && last.filter(start -> !end.isAfter(start)).isPresent())
                .count();
        Instant latest = vm.warm().cutover().plus(vm.warm().lateness());
        vm.copies().stream()
                .limit(1)
                .forEach(first -> findings.record(
                        first.start() != null && !first.start().isAfter(latest),
                        "start of the first copy",
                        ReportedValue.of(
                                "before the cutover, " + latest + " at the latest", "cutover of the Migration"),
                        ReportedValue.of(
                                first.start() == null ? "no time" : first.start(),
                                "start of the first of warm.precopies")));
        findings.record(
                ended > 0,
                "copies before the cutover",
                ReportedValue.of("at least 1", "warm migration"),
                ReportedValue.of(ended, "warm.precopies that ended before the last snapshot"));
    }
}
