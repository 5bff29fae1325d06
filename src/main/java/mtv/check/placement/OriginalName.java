package mtv.check.placement;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;

/** Else nobody finds it by its old name. */
final class OriginalName extends Check<Comparison> {

    OriginalName() {
        super("original-name", "A renamed VM says what it was.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        if (vm.actual().name().equals(vm.source().name())) {
            findings.notComparable("original name", "the VM keeps its name");
        } else {
            expect("openshift.io/display-name", vm.source().name(), vm, findings);
            expect("original-ID", vm.source().id(), vm, findings);
        }
    }

    private static void expect(String annotation, String value, Comparison vm, Findings findings) {
        findings.equal(
                "annotation " + annotation,
                ObservedValue.of(value, "the source, since the name was changed"),
                ObservedValue.of(vm.actual().annotations().getOrDefault(annotation, "none"), "metadata.annotations"));
    }
}
