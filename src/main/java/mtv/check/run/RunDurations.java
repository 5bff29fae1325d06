package mtv.check.run;

import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.RunFacts;

import java.time.Duration;
import java.time.Instant;

/** Compares starts and ends, and reports how long each VM and step took. */
final class RunDurations implements Rule<RunFacts> {

    @Override
    public void compare(RunFacts run, Findings findings) {
        run.vms().forEach(vm -> {
            Findings ofVm = findings.about(vm);
            took("duration", vm.started(), vm.completed(), ofVm);
            vm.steps().stream()
                    .filter(step -> step.started() != null)
                    .forEach(step -> took("duration of step " + step.name(), step.started(), step.completed(), ofVm));
        });
    }

    private static void took(String property, Instant started, Instant completed, Findings findings) {
        boolean sound = started != null && completed != null && !completed.isBefore(started);
        findings.record(
                sound,
                property,
                ReportedValue.of("an end after its start", "rule of MTV"),
                ReportedValue.of(
                        sound
                                ? Duration.between(started, completed)
                                : words(started, "no start") + " to " + words(completed, "no end"),
                        "started and completed, in the Migration"));
    }

    private static String words(Instant time, String none) {
        return time == null ? none : time.toString();
    }
}
