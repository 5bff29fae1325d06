package mtv.check;

/** By them MTV finds it again. */
final class PlanLabels extends Check<Comparison> {

    PlanLabels() {
        super("labels", "The VM has MTV's labels of plan, run and source VM.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        vm.expected()
                .labels()
                .forEach((key, value) -> findings.equal(
                        "label " + key,
                        Side.of(value, "rule of MTV"),
                        Side.of(vm.actual().labels().getOrDefault(key, "none"), "metadata.labels")));
    }
}
