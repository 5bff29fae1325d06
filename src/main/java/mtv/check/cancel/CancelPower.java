package mtv.check.cancel;

import mtv.check.compare.Check;
import mtv.check.compare.Findings;
import mtv.check.compare.RunFacts;
import mtv.check.compare.Side;
import mtv.vm.SourceVm;

/** Else whoever cancels has an outage. */
final class CancelPower extends Check<RunFacts> {

    CancelPower() {
        super("cancel-power", "A source VM whose migration was cancelled has the power that it had before.");
    }

    @Override
    public void compare(RunFacts run, Findings findings) {
        run.eachCanceled(findings, "source power", (vm, ofVm) -> {
            boolean told = vm.before().power().isTold()
                    && vm.after().filter(after -> after.power().isTold()).isPresent();
            if (!told) {
                ofVm.notComparable("source power", "the inventory does not tell it");
            } else {
                ofVm.equal(
                        "source power",
                        Side.of(power(vm.before()), "the source before"),
                        Side.of(power(vm.after().get()), "the source after"));
            }
        });
    }

    private static String power(SourceVm vm) {
        return vm.poweredOn() ? "on" : "off";
    }
}
