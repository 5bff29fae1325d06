package mtv.check.run;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.names.ExpectedName;

/** With the characters that MTV adds by chance left open. */
final class VmName extends Check<Comparison> {

    VmName() {
        super("vm-name", "The VM has the name that the Plan or MTV's naming rules give it.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        ExpectedName name = vm.expected().name();
        String given = vm.expected().vm().targetName();
        findings.record(
                name.matches(vm.actual().name()),
                "VM name",
                ObservedValue.of(
                        name, given == null ? "naming rules for " + vm.source().name() : "targetName of the Plan"),
                ObservedValue.of(vm.actual().name(), "metadata.name"));
    }
}
