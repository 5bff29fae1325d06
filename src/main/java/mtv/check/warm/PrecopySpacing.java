package mtv.check.warm;

import mtv.check.compare.Check;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.check.compare.RunFacts;
import mtv.model.Precopy;
import mtv.model.WarmStatus;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The interval is one setting of the whole cluster, which an operator may be slow to take over. */
final class PrecopySpacing extends Check<RunFacts> {

    /** MTV writes times to the second. */
    private static final Duration ROUNDING = Duration.ofSeconds(2);

    PrecopySpacing() {
        super(
                "precopy-interval",
                "Warm: the next copy is planned and made the configured interval after the last one.");
    }

    @Override
    public void compare(RunFacts run, Findings findings) {
        run.eachWarm(findings, "precopy interval", (vm, warm, ofVm) -> {
            List<Precopy> copies = vm.warm().copies();
            for (WarmStatus seen : run.log().waiting(vm.id())) {
                Instant end = seen.copies().get(seen.copies().size() - 1).end();
                Duration planned = Duration.between(end, seen.nextPrecopyAt());
                ofVm.record(
                        planned.minus(warm.interval()).abs().compareTo(ROUNDING) <= 0,
                        "pause after copy " + seen.copies().size(),
                        ObservedValue.of(warm.interval(), "snapshots_interval"),
                        ObservedValue.of(planned, "nextPrecopyAt after the end of the copy"));
                copies.stream()
                        .skip(seen.copies().size())
                        .findFirst()
                        .filter(next -> next.end() != null)
                        .ifPresent(next -> ofVm.record(
                                next.start() != null
                                        && !next.start()
                                                .isBefore(seen.nextPrecopyAt().minus(ROUNDING)),
                                "start of copy " + (seen.copies().size() + 1),
                                ObservedValue.of("not before " + seen.nextPrecopyAt(), "nextPrecopyAt"),
                                ObservedValue.of(
                                        next.start() == null ? "no time" : next.start(), "start of the copy")));
            }
        });
    }
}
