package mtv.check.run;

import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.VmFacts;
import mtv.model.TargetPowerState;
import mtv.vm.Fact;

/** Compares the state that KubeVirt shows of a VM with the power that the Plan asks for, or that the source had. */
final class PowerState implements Rule<VmFacts> {

    private static final String ON = "Running";
    private static final String OFF = "Stopped";

    @Override
    public void compare(VmFacts vm, Findings findings) {
        String status = vm.actual().printableStatus();
        findings.equal(
                "power state",
                expected(vm),
                ReportedValue.of(status.isEmpty() ? "no status" : status, "status.printableStatus"));
    }

    /** The run strategy says whether KubeVirt keeps the VM as it is. */
    static void strategy(VmFacts vm, Findings findings) {
        ReportedValue power = expected(vm);
        findings.equal(
                "run strategy",
                Fact.of(power.text().equals(ON) ? "Always" : "Halted", power.origin()),
                vm.actual().runStrategy());
    }

    /** Whether it is to be off after its migration, so that nobody waits for its start. */
    static boolean staysOff(VmFacts vm) {
        return expected(vm).text().equals(OFF);
    }

    private static ReportedValue expected(VmFacts vm) {
        TargetPowerState asked = vm.expected().vm().targetPowerState() == null
                ? vm.expected().plan().targetPowerState()
                : vm.expected().vm().targetPowerState();
        return switch (asked == null ? TargetPowerState.AUTO : asked) {
            case ON -> ReportedValue.of(ON, "targetPowerState");
            case OFF -> ReportedValue.of(OFF, "targetPowerState");
            case AUTO -> automatic(vm);
        };
    }

    /** MTV watches the reboots of a converted Windows guest, and starts it for that even if it was off. */
    private static ReportedValue automatic(VmFacts vm) {
        if (vm.expected().rebootsWatched()) {
            return ReportedValue.of(ON, "step WaitForGuestReboots of a Windows guest");
        }
        if (vm.expected().stopped()) {
            return ReportedValue.of(OFF, "the source, which an earlier run of the Plan had powered off");
        }
        return ReportedValue.of(
                vm.source().poweredOn() ? ON : OFF, vm.source().power().origin() + " of the source before");
    }
}
