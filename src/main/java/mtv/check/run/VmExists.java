package mtv.check.run;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;

/** The one check of a VM that is not there; all others need one. */
public final class VmExists extends Check<Comparison> {

    private static final String CLUSTER = "VMs of the destination cluster";

    VmExists() {
        super("existence", "The VM is on the destination cluster, in the target namespace.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        ObservedValue expected = ObservedValue.of(
                "VM " + vm.expected().namespace() + "/" + vm.expected().name(), "the Plan");
        String found = vm.elsewhere().isEmpty() ? "no such VM" : "a VM in " + vm.elsewhere();
        ObservedValue actual = vm.destination()
                .map(there -> ObservedValue.of("VM " + there.where(), CLUSTER))
                .orElse(ObservedValue.of(found, CLUSTER));
        findings.record(vm.destination().isPresent(), "existence", expected, actual);
    }
}
