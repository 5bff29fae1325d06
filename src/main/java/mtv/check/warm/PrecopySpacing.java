package mtv.check.warm;

import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.model.Precopy;
import mtv.model.WarmStatus;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Compares the pauses between copies with the configured interval. */
final class PrecopySpacing implements Rule<WarmVm> {

    /** MTV writes times to the second. */
    private static final Duration ROUNDING = Duration.ofSeconds(2);

    @Override
    public void compare(WarmVm vm, Findings findings) {
        List<Precopy> copies = vm.copies();
        for (WarmStatus seen : vm.run().log().waiting(vm.status().id())) {
            Instant end = seen.copies().get(seen.copies().size() - 1).end();
            Duration planned = Duration.between(end, seen.nextPrecopyAt());
            findings.record(
                    planned.minus(vm.warm().interval()).abs().compareTo(ROUNDING) <= 0,
                    "pause after copy " + seen.copies().size(),
                    ReportedValue.of(vm.warm().interval(), "snapshots_interval"),
                    ReportedValue.of(planned, "nextPrecopyAt after the end of the copy"));
            copies.stream()
                    .skip(seen.copies().size())
                    .findFirst()
                    .filter(next -> next.end() != null)
                    .ifPresent(next -> findings.record(
                            next.start() != null
                                    && !next.start()
                                            .isBefore(seen.nextPrecopyAt().minus(ROUNDING)),
                            "start of copy " + (seen.copies().size() + 1),
                            ReportedValue.of("not before " + seen.nextPrecopyAt(), "nextPrecopyAt"),
                            ReportedValue.of(next.start() == null ? "no time" : next.start(), "start of the copy")));
        }
    }
}
