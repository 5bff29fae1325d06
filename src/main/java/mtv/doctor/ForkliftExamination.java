package mtv.doctor;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import mtv.await.WaitException;
import mtv.cluster.Cluster;
import mtv.diagnosis.ControllerPods;
import mtv.doctor.finding.Area;
import mtv.doctor.finding.HealthFinding;
import mtv.observe.ForkliftPods;
import mtv.observe.OperatorConditions;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** MTV itself: its pods, which are waited for while they start, its controller, its operator and its namespace. */
final class ForkliftExamination implements Examination {

    private static final String ENFORCE = "pod-security.kubernetes.io/enforce";

    @Override
    public List<HealthFinding> examine(ExaminedRun run) throws IOException {
        List<HealthFinding> findings = new ArrayList<>();
        Cluster hub = run.hub();
        List<Pod> pods =
                hub.client().pods().inNamespace(hub.mtvNamespace()).list().getItems();
        Optional<HealthFinding> missing = ForkliftPods.running(pods) ? Optional.empty() : awaited(run);
        if (missing.isPresent()) {
            return List.of(missing.get());
        }
        new ControllerPods(hub, pods)
                .findings()
                .forEach(finding -> findings.add(HealthFinding.warning(
                        Area.MTV, finding, "look at its log: without it MTV writes no status of anything")));
        operator(run).ifPresent(findings::add);
        podSecurity(hub).ifPresent(findings::add);
        if (findings.isEmpty()) {
            findings.add(HealthFinding.good(Area.MTV, "all pods in namespace " + hub.mtvNamespace() + " run"));
        }
        return findings;
    }

    /** They may be starting, after somebody has changed a setting of MTV. */
    private static Optional<HealthFinding> awaited(ExaminedRun run) {
        try {
            ForkliftPods.awaitRunning(run.hub(), run.settings().waits().operator());
            return Optional.empty();
        } catch (WaitException.OutOfTime e) {
            return Optional.of(HealthFinding.error(
                    Area.MTV, e.getMessage(), "install MTV there, or name its namespace by mtv_namespace"));
        }
    }

    private static Optional<HealthFinding> operator(ExaminedRun run) throws IOException {
        Optional<GenericKubernetesResource> controller = run.controller();
        if (controller.isEmpty()) {
            String what =
                    "there is no ForkliftController in namespace " + run.hub().mtvNamespace();
            return Optional.of(
                    run.isWarm()
                            ? HealthFinding.error(
                                    Area.MTV,
                                    what + ", in which warm migrations set the precopy interval",
                                    "create one")
                            : HealthFinding.warning(Area.MTV, what, "create one, by which MTV's operator sets it up"));
        }
        return OperatorConditions.of(controller.get())
                .failure()
                .map(failure -> HealthFinding.warning(Area.MTV, failure, "look at the log of forklift-operator"));
    }

    /** MTV's own pods are made for it; those that convert guests there are not. */
    private static Optional<HealthFinding> podSecurity(Cluster hub) {
        Namespace namespace =
                hub.client().namespaces().withName(hub.mtvNamespace()).get();
        Map<String, String> labels = namespace == null
                ? Map.of()
                : Objects.requireNonNullElse(namespace.getMetadata().getLabels(), Map.of());
        return "restricted".equals(labels.get(ENFORCE))
                ? Optional.of(HealthFinding.warning(
                        Area.MTV,
                        "namespace " + hub.mtvNamespace() + " enforces restricted pod security, of which MTV warns each"
                                + " Plan",
                        "set its label " + ENFORCE + " to privileged"))
                : Optional.empty();
    }
}
