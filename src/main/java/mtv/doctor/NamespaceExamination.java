package mtv.doctor;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.doctor.finding.Area;
import mtv.doctor.finding.HealthFinding;
import mtv.scenario.Scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The namespaces of somebody else that scenarios send VMs to: whether they take any, and what their quotas leave. */
final class NamespaceExamination implements Examination {

    @Override
    public List<HealthFinding> examine(ExaminedRun run) {
        Set<String> names = run.planned().scenarios().stream()
                .map(Scenario::vmTargetNamespace)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(TreeSet::new));
        KubernetesClient client = run.destination().client();
        return names.stream().flatMap(name -> examine(name, client)).toList();
    }

    private static Stream<HealthFinding> examine(String name, KubernetesClient client) {
        Namespace namespace = client.namespaces().withName(name).get();
        if (namespace == null) {
            return Stream.of(HealthFinding.good(Area.NAMESPACES, "the run makes namespace " + name));
        }
        if (namespace.getMetadata().getDeletionTimestamp() != null) {
            return Stream.of(HealthFinding.error(
                    Area.NAMESPACES,
                    "namespace " + name + " is being deleted, and takes no VM",
                    "wait until it is gone, or name another vm_target_namespace"));
        }
        List<ResourceQuota> quotas =
                client.resourceQuotas().inNamespace(name).list().getItems();
        List<HealthFinding> findings = new ArrayList<>();
        quotas.forEach(quota -> findings.addAll(limits(name, quota)));
        if (findings.isEmpty()) {
            findings.add(HealthFinding.good(Area.NAMESPACES, "namespace " + name + " is there, without a quota"));
        }
        return findings.stream();
    }

    private static List<HealthFinding> limits(String namespace, ResourceQuota quota) {
        Map<String, Quantity> hard = Objects.requireNonNullElse(quota.getSpec().getHard(), Map.of());
        Map<String, Quantity> used = quota.getStatus() == null
                ? Map.of()
                : Objects.requireNonNullElse(quota.getStatus().getUsed(), Map.of());
        String name = "ResourceQuota " + quota.getMetadata().getName() + " of namespace " + namespace;
        List<String> full = new ArrayList<>();
        List<String> left = new ArrayList<>();
        hard.forEach((resource, limit) -> {
            Quantity taken = used.getOrDefault(resource, new Quantity("0"));
            (taken.compareTo(limit) >= 0 ? full : left).add(resource + " " + taken + " of " + limit);
        });
        return full.isEmpty()
                ? List.of(HealthFinding.warning(
                        Area.NAMESPACES,
                        name + " limits what VMs may take: " + String.join(", ", left),
                        "see that the scenario's VMs fit in, with the pods that copy and convert them"))
                : List.of(HealthFinding.error(
                        Area.NAMESPACES,
                        name + " leaves nothing: " + String.join(", ", full),
                        "raise it, or name another vm_target_namespace"));
    }
}
