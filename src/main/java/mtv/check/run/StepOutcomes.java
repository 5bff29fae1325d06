package mtv.check.run;

import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.RunFacts;
import mtv.model.PipelineStep;

/** Compares the outcome of VMs and steps with success. */
final class StepOutcomes implements Rule<RunFacts> {

    @Override
    public void compare(RunFacts run, Findings findings) {
        run.unrecorded()
                .forEach(vm -> findings.about(vm)
                        .record(
                                false,
                                "outcome",
                                ReportedValue.of("Succeeded", "vms of the Plan"),
                                ReportedValue.of("no record of the VM", "vms of the Migration")));
        run.vms().forEach(vm -> {
            Findings ofVm = findings.about(vm);
            ofVm.record(
                    vm.has("Succeeded"),
                    "outcome",
                    ReportedValue.of("Succeeded", "rule of MTV"),
                    ReportedValue.of(
                            vm.has("Succeeded") ? "Succeeded" : "phase " + vm.phase(),
                            "conditions of the VM in the Migration"));
            ofVm.record(
                    vm.error() == null,
                    "error",
                    ReportedValue.of("none", "rule of MTV"),
                    ReportedValue.of(
                            vm.error() == null ? "none" : vm.error().reasons(), "error of the VM in the Migration"));
            vm.steps()
                    .forEach(step -> ofVm.equal(
                            "step " + step.name(),
                            ReportedValue.of("Completed", "rule of MTV"),
                            ReportedValue.of(end(step), "pipeline of the VM in the Migration")));
        });
    }

    private static String end(PipelineStep step) {
        return step.error() == null
                ? String.valueOf(step.phase())
                : "error " + step.error().reasons();
    }
}
