package mtv.check.storage;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.names.ExpectedName;
import mtv.vm.Fact;

import java.util.List;

/** With the characters left open that the cluster adds. */
final class ClaimName extends Check<Comparison> {

    ClaimName() {
        super("claim-name", "Each claim has the name that the Plan's template renders.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        Fact<List<ExpectedName>> names = vm.expected().claims();
        if (!names.isKnown()) {
            findings.notComparable("claim names", names.origin());
            return;
        }
        vm.eachDisk(findings, "claim name", pair -> {
            if (pair.source().direct()) {
                findings.notComparable(pair.property("claim name"), "the template is of disks that are copied");
                return;
            }
            ExpectedName name = names.get().get(vm.source().copiedBefore(pair.position()));
            findings.record(
                    name.matches(pair.migrated().claim()),
                    pair.property("claim name"),
                    ObservedValue.of(name, names.origin()),
                    ObservedValue.of(pair.migrated().claim(), "claimName"));
        });
    }
}
