package mtv.check.cancel;

import mtv.check.compare.Check;
import mtv.check.compare.Findings;
import mtv.check.compare.RunFacts;
import mtv.check.compare.Side;

/** One that never comes to its end keeps its Plan from it. */
final class CancelOutcome extends Check<RunFacts> {

    CancelOutcome() {
        super("cancel", "A VM that was cancelled is recorded as Canceled, and has an end.");
    }

    @Override
    public void compare(RunFacts run, Findings findings) {
        run.eachCanceled(findings, "outcome", (vm, ofVm) -> {
            ofVm.hold(
                    vm.status().has("Canceled"),
                    "outcome",
                    Side.of("Canceled", "cancel of the Migration"),
                    Side.of(vm.status().has("Canceled") ? "Canceled" : "not Canceled", "conditions of the VM"));
            ofVm.hold(
                    vm.status().completed() != null,
                    "end",
                    Side.of("a time", "rule of MTV"),
                    Side.of(
                            vm.status().completed() == null
                                    ? "none"
                                    : vm.status().completed(),
                            "completed"));
        });
    }
}
