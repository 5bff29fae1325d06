package mtv.check.cancel;

import mtv.check.compare.Check;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.check.compare.RunFacts;

/** One that never comes to its end keeps its Plan from it. */
final class CancelOutcome extends Check<RunFacts> {

    CancelOutcome() {
        super("cancel", "A VM that was canceled is recorded as Canceled, and has an end.");
    }

    @Override
    public void compare(RunFacts run, Findings findings) {
        run.eachCanceled(findings, "outcome", (vm, ofVm) -> {
            ofVm.record(
                    vm.status().has("Canceled"),
                    "outcome",
                    ObservedValue.of("Canceled", "cancel of the Migration"),
                    ObservedValue.of(
                            vm.status().has("Canceled") ? "Canceled" : "not Canceled", "conditions of the VM"));
            ofVm.record(
                    vm.status().completed() != null,
                    "end",
                    ObservedValue.of("a time", "rule of MTV"),
                    ObservedValue.of(
                            vm.status().completed() == null
                                    ? "none"
                                    : vm.status().completed(),
                            "completed"));
        });
    }
}
