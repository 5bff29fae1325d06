package mtv.check.cancel;

import mtv.check.compare.Check;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.check.compare.RunFacts;
import mtv.vm.SourceVm;

/** Else whoever cancels has an outage. */
final class CancelPower extends Check<RunFacts> {

    CancelPower() {
        super("cancel-power", "A source VM whose migration was canceled has the power that it had before.");
    }

    @Override
    public void compare(RunFacts run, Findings findings) {
        run.eachCanceled(findings, "source power", (vm, ofVm) -> {
            boolean told = vm.before().power().isKnown()
                    && vm.after().filter(after -> after.power().isKnown()).isPresent();
            if (!told) {
                ofVm.notComparable("source power", "the inventory does not tell it");
            } else {
                ofVm.equal(
                        "source power",
                        ObservedValue.of(power(vm.before()), "the source before"),
                        ObservedValue.of(power(vm.after().get()), "the source after"));
            }
        });
    }

    private static String power(SourceVm vm) {
        return vm.poweredOn() ? "on" : "off";
    }
}
