package mtv.doctor;

import mtv.model.ResourceKind;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is wrong with MTV itself. */
final class ForkliftCases {

    private static final String MTV = "openshift-mtv";

    static final List<DoctorCase> ALL = List.of(
            DoctorCase.broken(
                    "unknown release of MTV",
                    it -> it.patched(
                            ResourceKind.CLUSTER_SERVICE_VERSION,
                            MTV,
                            "mtv-operator.v2.13.0",
                            "{\"spec\": {\"version\": \"9.9.0\"}}",
                            "{\"spec\": {\"version\": \"2.13.0\"}}"),
                    "versions +warning +MTV 9.9.0 is an unknown release"),
            DoctorCase.broken(
                    "no pod of MTV",
                    it -> Map.of("mtv_namespace", "default", "operator_wait_timeout", "1"),
                    "MTV +error +Waited .* all pods of MTV in namespace default are Running, in vain.*; install MTV"),
            DoctorCase.broken(
                    "cluster with nothing of MTV but its populators",
                    it -> it.bed().withoutMtv(),
                    "fields +error +the cluster does not know MTV's kinds \\(/openapi/v3/\\S+\\); install MTV"),
            DoctorCase.broken(
                    "controller that is not ready",
                    it -> it.patchedStatus(
                            ResourceKind.POD,
                            "forklift-controller-7d9c5b6f4-x2k8p",
                            "{\"status\": {\"containerStatuses\": [{\"name\": \"main\", \"ready\": false,"
                                    + " \"restartCount\": 7}]}}",
                            "{\"status\": {\"containerStatuses\": [{\"name\": \"main\", \"ready\": true,"
                                    + " \"restartCount\": 0}]}}"),
                    "MTV +warning +pod forklift-controller-\\S+ does not serve: container main is not ready after 7"),
            DoctorCase.broken(
                    "restricted pod security of MTV",
                    it -> it.patched(
                            ResourceKind.NAMESPACE,
                            "",
                            MTV,
                            "{\"metadata\": {\"labels\": {\"pod-security.kubernetes.io/enforce\": \"restricted\"}}}",
                            "{\"metadata\": {\"labels\": {\"pod-security.kubernetes.io/enforce\": null}}}"),
                    "MTV +warning +namespace openshift-mtv enforces restricted pod security.*; set its label"),
            new DoctorCase(
                    "no ForkliftController",
                    it -> it.removed(ResourceKind.FORKLIFT_CONTROLLER, MTV, "forklift-controller"),
                    ScenarioText.copy("mtv-tests-rhel8", true),
                    "MTV +error +there is no ForkliftController in namespace openshift-mtv, in which warm"),
            new DoctorCase(
                    "unknown field",
                    it -> it.patchedSchema("targetLabels"),
                    ScenarioText.copyWith("\"target_labels\": {\"a\": \"b\"}"),
                    "fields +error +scenario it uses Plan.targetLabels, which this cluster's MTV does not have; take"),
            DoctorCase.broken(
                    "no Subscription of MTV, which must_gather needs",
                    it -> given(it.removed(ResourceKind.SUBSCRIPTION, MTV, "mtv-operator")),
                    "evidence +warning +must_gather has nothing to run: namespace openshift-mtv has no Subscription of"
                            + " MTV's operator.*; install MTV by its operator, or set must_gather=never"),
            DoctorCase.broken(
                    "Subscription of an operator that is not installed",
                    it -> given(it.patchedStatus(
                            ResourceKind.SUBSCRIPTION,
                            "mtv-operator",
                            "{\"status\": {\"installedCSV\": null}}",
                            "{\"status\": {\"installedCSV\": \"mtv-operator.v2.13.0\"}}")),
                    "evidence +warning +must_gather has nothing to run: MTV's Subscription .* has no installedCSV"),
            DoctorCase.broken(
                    "no image of must-gather",
                    it -> given(it.cut(
                            ResourceKind.CLUSTER_SERVICE_VERSION,
                            MTV,
                            "mtv-operator.v2.13.0",
                            "{\"metadata\": {\"annotations\": null}, \"spec\": {\"relatedImages\": null, \"install\":"
                                    + " {\"spec\": {\"deployments\": null}}}}")),
                    "evidence +warning +.*: ClusterServiceVersion mtv-operator.v2.13.0 .* names no image of"),
            DoctorCase.broken(
                    "operator that fails",
                    it -> it.patchedStatus(
                            ResourceKind.FORKLIFT_CONTROLLER,
                            "forklift-controller",
                            "{\"status\": {\"conditions\": [{\"type\": \"Failure\", \"status\": \"True\","
                                    + " \"reason\": \"Failed\", \"message\": \"no image\"}]}}",
                            "{\"status\": {\"conditions\": []}}"),
                    "MTV +warning +MTV's operator reports Failure \\(Failed\\): no image; look at the log"));

    private ForkliftCases() {}

    private static Map<String, String> given(Map<String, String> usual) {
        Map<String, String> given = new HashMap<>(usual);
        given.put("must_gather", "on_failure");
        return given;
    }
}
