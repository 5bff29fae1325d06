package mtv.check.storage;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.vm.Fact;

/** A guest without that driver does not find its root. */
final class DiskBus extends Check<Comparison> {

    DiskBus() {
        super("disk-bus", "Each disk is on the bus that MTV gives it.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        vm.eachDisk(findings, "bus", pair -> {
            Fact<String> bus = vm.expected().compatible()
                    ? Fact.of("sata", "useCompatibilityMode of the Plan")
                    : pair.source().bus();
            findings.equal(pair.property("bus"), bus, Fact.text(pair.migrated().bus(), "disk.bus"));
        });
    }
}
