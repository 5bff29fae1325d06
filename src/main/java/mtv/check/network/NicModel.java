package mtv.check.network;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.vm.Fact;

/** A guest without that driver has no network. */
final class NicModel extends Check<Comparison> {

    NicModel() {
        super("nic-model", "Each NIC has the model that MTV gives it.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        vm.eachNic(findings, "model", pair -> {
            Fact<String> model = vm.expected().compatible()
                    ? Fact.of("e1000e", "useCompatibilityMode of the Plan")
                    : pair.source().model();
            findings.equal(
                    pair.property("model"), model, Fact.text(pair.migrated().model(), "interface's model"));
        });
    }
}
