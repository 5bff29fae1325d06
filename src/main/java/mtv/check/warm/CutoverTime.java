package mtv.check.warm;

import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.model.Precopy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Compares the time of the last snapshot with the cutover. MTV looks at the time between two copies only. */
final class CutoverTime implements Rule<WarmVm> {

    /** MTV writes times to the second. */
    private static final Duration ROUNDING = Duration.ofSeconds(1);

    @Override
    public void compare(WarmVm vm, Findings findings) {
        Optional<Instant> stopped = vm.finalCopy().map(Precopy::start);
        Instant due = vm.copies().stream()
                .map(Precopy::end)
                .filter(end -> end != null)
                .reduce(vm.warm().cutover(), (a, b) -> a.isAfter(b) ? a : b);
        Instant latest = due.plus(vm.warm().lateness());
        boolean inTime = stopped.filter(
                        time -> !time.isBefore(vm.warm().cutover().minus(ROUNDING)))
                .filter(time -> !time.isAfter(latest))
                .isPresent();
        findings.record(
                inTime,
                "cutover",
                ReportedValue.of(vm.warm().cutover() + " to " + latest, "cutover of the Migration"),
                ReportedValue.of(
                        stopped.map(Instant::toString).orElse("never"), "start of the last of warm.precopies"));
    }
}
