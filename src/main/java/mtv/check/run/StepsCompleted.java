package mtv.check.run;

import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.check.compare.RunFacts;
import mtv.model.PipelineStep;

/** Compares the outcome of VMs and steps with success. */
final class StepsCompleted implements Rule<RunFacts> {

    @Override
    public void compare(RunFacts run, Findings findings) {
        run.vms().forEach(vm -> {
            Findings ofVm = findings.about(vm.name());
            ofVm.record(
                    vm.has("Succeeded"),
                    "outcome",
                    ObservedValue.of("Succeeded", "rule of MTV"),
                    ObservedValue.of(
                            vm.has("Succeeded") ? "Succeeded" : "phase " + vm.phase(), "conditions of the VM"));
            ofVm.record(
                    vm.error() == null,
                    "error",
                    ObservedValue.of("none", "rule of MTV"),
                    ObservedValue.of(vm.error() == null ? "none" : vm.error().reasons(), "error of the VM"));
            vm.steps()
                    .forEach(step -> ofVm.equal(
                            "step " + step.name(),
                            ObservedValue.of("Completed", "rule of MTV"),
                            ObservedValue.of(end(step), "pipeline")));
        });
    }

    private static String end(PipelineStep step) {
        return step.error() == null
                ? String.valueOf(step.phase())
                : "error " + step.error().reasons();
    }
}
