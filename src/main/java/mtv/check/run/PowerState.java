package mtv.check.run;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.model.TargetPowerState;

/** In between, paused or broken is neither: Paused, CrashLoopBackOff, Provisioning and the like are not off. */
final class PowerState extends Check<Comparison> {

    private static final String ON = "Running";
    private static final String OFF = "Stopped";

    PowerState() {
        super("power-state", "The migrated VM runs or is stopped, by targetPowerState or as its source was.");
    }

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
