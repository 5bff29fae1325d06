package mtv.check.run;

import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.RunFacts;
import mtv.vm.FoundObject;

import java.util.List;

/** Lists what is left of a Plan and must not be. */
final class Leftovers implements Rule<RunFacts> {

    private static final List<String> STAY = List.of(FoundObject.VM, FoundObject.CLAIM);

    @Override
    public void compare(RunFacts run, Findings findings) {
        List<String> left = run.found().stream()
                .filter(object -> !object.bystander())
                .filter(object -> object.namespace().equals(run.targetNamespace())
                        || object.kind().equals(FoundObject.CONVERSION))
                .filter(object -> !run.isCanceled(object.labels().get("vmID")))
                .filter(object -> !STAY.contains(object.kind()) && !finishedConversion(object))
                .map(Leftovers::words)
                .toList();
        findings.equal(
                "leftovers",
                ReportedValue.of(List.of(), "clean-up of MTV"),
                ReportedValue.of(left, "label plan in the target namespace, and Conversions"));
    }

    /** The state shows whether a pod has failed or still runs. */
    private static String words(FoundObject object) {
        return object + (object.state().isEmpty() ? "" : " in phase " + object.state());
    }

    /** A Conversion is told of the end of its pod some seconds after the Plan. */
    private static boolean finishedConversion(FoundObject object) {
        List<String> good = switch (object.kind()) {
            case FoundObject.POD -> List.of("Succeeded");
            case FoundObject.CONVERSION -> List.of("Running", "Succeeded");
            default -> List.of();
        };
        return "virt-v2v".equals(object.labels().get("forklift.app")) && good.contains(object.state());
    }
}
