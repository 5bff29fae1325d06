package mtv.check;

import java.util.List;

/** Secrets with credentials would stay in a namespace of users. */
final class Leftovers extends Check<RunFacts> {

    private static final List<String> STAY = List.of(Found.VM, Found.CLAIM);

    Leftovers() {
        super(
                "leftovers",
                "Of a Plan only VMs, their claims and finished conversion pods are left; see cancel-leftovers.");
    }

    @Override
    void compare(RunFacts run, Findings findings) {
        List<Found> left = run.found().stream()
                .filter(object -> !object.bystander() && object.namespace().equals(run.targetNamespace()))
                .filter(object -> !run.isCanceled(object.labels().get("vmID")))
                .filter(object -> !STAY.contains(object.kind()) && !finishedConversion(object))
                .toList();
        findings.equal(
                "leftovers",
                Side.of(List.of(), "clean-up of MTV"),
                Side.of(left, "label plan in the target namespace"));
    }

    private static boolean finishedConversion(Found object) {
        return object.kind().equals(Found.POD)
                && "virt-v2v".equals(object.labels().get("forklift.app"))
                && object.state().equals("Succeeded");
    }
}
