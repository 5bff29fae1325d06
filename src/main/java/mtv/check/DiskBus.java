package mtv.check;

import mtv.provider.Fact;

/** A guest without that driver does not find its root. */
final class DiskBus extends Check<Comparison> {

    DiskBus() {
        super("disk-bus", "Each disk is on the bus that MTV gives it.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        vm.eachDisk(findings, "bus", pair -> {
            Fact<String> bus = vm.expected().compatible()
                    ? Fact.of("sata", "useCompatibilityMode of the Plan")
                    : pair.source().bus();
            findings.equal(pair.property("bus"), bus, Fact.text(pair.migrated().bus(), "disk.bus"));
        });
    }
}
