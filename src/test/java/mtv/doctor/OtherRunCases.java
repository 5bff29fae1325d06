package mtv.doctor;

import mtv.model.ResourceKind;

import java.util.List;
import java.util.Map;

/** What other runs have left, or hold. */
final class OtherRunCases {

    private static final String MTV = "openshift-mtv";

    static final List<DoctorCase> ALL = List.of(
            DoctorCase.broken(
                    "namespace of another run",
                    it -> it.created("""
                            {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "auto-mtv-x7k2p",
                             "labels": {"mtv-e2e/run": "mtv-x7k2p"}}}"""),
                    "leftovers +warning +run mtv-x7k2p has namespace auto-mtv-x7k2p on the hub since .*; if it goes"
                            + " on no more.*--run mtv-x7k2p"),
            DoctorCase.broken(
                    "namespaces of many runs",
                    it -> {
                        for (String run : List.of("a", "b", "c", "d", "e", "f", "g")) {
                            it.created("""
                                    {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "auto-mtv-%s",
                                     "labels": {"mtv-e2e/run": "mtv-%s"}}}""".formatted(run, run));
                        }
                        return Map.of();
                    },
                    "leftovers +warning +2 more namespaces of runs are on the hub; list them with oc get"),
            new DoctorCase(
                    "precopy interval of another run",
                    it -> it.patched(
                            ResourceKind.FORKLIFT_CONTROLLER,
                            MTV,
                            "forklift-controller",
                            "{\"metadata\": {\"annotations\": {\"precopy-interval.mtv-e2e/mtv-x7k2p\": \"3\"}}}",
                            "{\"metadata\": {\"annotations\": {\"precopy-interval.mtv-e2e/mtv-x7k2p\": null}}}"),
                    ScenarioText.copy("mtv-tests-rhel8", true),
                    "leftovers +warning +the precopy interval is held by \\[mtv-x7k2p\\]"));

    private OtherRunCases() {}
}
