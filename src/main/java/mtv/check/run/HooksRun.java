package mtv.check.run;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.model.PipelineStep;

/** MTV counts a hook that has run, and nothing else in its step. */
final class HooksRun extends Check<Comparison> {

    HooksRun() {
        super("hooks", "The hooks of the scenario have run.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        if (vm.expected().vm().hooks() == null) {
            findings.notComparable("hooks", "the scenario has none");
            return;
        }
        vm.expected().vm().hooks().forEach(hook -> {
            long run = vm.recorded().steps().stream()
                    .filter(step -> hook.step().equals(step.name()) && step.progress() != null)
                    .map(PipelineStep::progress)
                    .mapToLong(progress -> progress.completed())
                    .sum();
            findings.equal(
                    "runs of " + hook.step(),
                    ObservedValue.of(1, "hooks of the Plan"),
                    ObservedValue.of(run, "progress of the step"));
        });
    }
}
