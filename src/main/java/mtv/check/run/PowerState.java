package mtv.check.run;

import mtv.check.compare.Check.Rule;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.model.TargetPowerState;

/** Compares the state that KubeVirt shows of a VM with the power that the Plan asks for, or that the source had. */
final class PowerState implements Rule<Comparison> {

    private static final String ON = "Running";
    private static final String OFF = "Stopped";

    @Override
    public void compare(Comparison vm, Findings findings) {
        String status = vm.actual().printableStatus();
        findings.equal(
                "power state",
                expected(vm),
                ObservedValue.of(status.isEmpty() ? "no status" : status, "status.printableStatus"));
    }

    private static ObservedValue expected(Comparison vm) {
        TargetPowerState asked = vm.expected().vm().targetPowerState() == null
                ? vm.expected().plan().targetPowerState()
                : vm.expected().vm().targetPowerState();
        return switch (asked == null ? TargetPowerState.AUTO : asked) {
            case ON -> ObservedValue.of(ON, "targetPowerState");
            case OFF -> ObservedValue.of(OFF, "targetPowerState");
            case AUTO -> automatic(vm);
        };
    }

    /** MTV watches the reboots of a converted Windows guest, and starts it for that even if it was off. */
    private static ObservedValue automatic(Comparison vm) {
        if (vm.expected().rebootsWatched()) {
            return ObservedValue.of(ON, "step WaitForGuestReboots of a Windows guest");
        }
        if (vm.expected().stopped()) {
            return ObservedValue.of(OFF, "the source, which an earlier run of the Plan had powered off");
        }
        return ObservedValue.of(
                vm.source().poweredOn() ? ON : OFF, vm.source().power().origin() + " of the source before");
    }
}
