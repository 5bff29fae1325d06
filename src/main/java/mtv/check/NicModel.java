package mtv.check;

import mtv.provider.Fact;

/** A guest without that driver has no network. */
final class NicModel extends Check<Comparison> {

    NicModel() {
        super("nic-model", "Each NIC has the model that MTV gives it.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        vm.eachNic(findings, "model", pair -> {
            Fact<String> model = vm.expected().compatible()
                    ? Fact.of("e1000e", "useCompatibilityMode of the Plan")
                    : pair.source().model();
            findings.equal(
                    pair.property("model"), model, Fact.text(pair.migrated().model(), "interface's model"));
        });
    }
}
