package mtv.check.run;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.Side;

/** The one check of a VM that is not there; all others need one. */
public final class VmExists extends Check<Comparison> {

    private static final String CLUSTER = "VMs of the destination cluster";

    VmExists() {
        super("existence", "The VM is on the destination cluster, in the target namespace.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        Side expected =
                Side.of("VM " + vm.expected().namespace() + "/" + vm.expected().name(), "the Plan");
        String found = vm.elsewhere().isEmpty() ? "no such VM" : "a VM in " + vm.elsewhere();
        Side actual = vm.destination()
                .map(there -> Side.of("VM " + there.where(), CLUSTER))
                .orElse(Side.of(found, CLUSTER));
        findings.hold(vm.destination().isPresent(), "existence", expected, actual);
    }
}
