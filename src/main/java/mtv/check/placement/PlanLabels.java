package mtv.check.placement;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;

/** By them MTV finds it again. */
final class PlanLabels extends Check<Comparison> {

    PlanLabels() {
        super("labels", "The VM has MTV's labels of plan, run and source VM.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        vm.expected()
                .labels()
                .forEach((key, value) -> findings.equal(
                        "label " + key,
                        ObservedValue.of(value, "rule of MTV"),
                        ObservedValue.of(vm.actual().labels().getOrDefault(key, "none"), "metadata.labels")));
    }
}
