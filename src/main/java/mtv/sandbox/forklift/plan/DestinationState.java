package mtv.sandbox.forklift.plan;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.Condition;
import mtv.model.Plan;
import mtv.model.Provider;
import mtv.model.ResourceKind;
import mtv.sandbox.forklift.objects.TargetVolumes;
import mtv.sandbox.forklift.run.MigrationStatusEditor;
import mtv.sandbox.forklift.runtime.ControllerEnvironment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What already exists on the destination of a Plan.
 *
 * @param names of VMs in the target namespace
 * @param macs of all VMs that the Provider shows, as written
 * @param shareable disks for which the target namespace has shareable claims
 * @param prepared ids and uuids of VMs with claims for a conversion, once for each claim
 */
record DestinationState(Set<String> names, Set<String> macs, Set<String> shareable, List<String> prepared) {

    /** Reads the destination. A Provider of MTV's own cluster outside MTV's namespace shows only its own namespace. */
    static DestinationState of(ControllerEnvironment environment, ResolvedPlan resolved) {
        Provider destination = resolved.destination();
        String target = resolved.plan().getSpec().targetNamespace();
        KubernetesClient client = environment.connections().to(destination);
        var machines = ResourceKind.VIRTUAL_MACHINE.on(client);
        List<GenericKubernetesResource> seen = (environment.isRestricted(destination)
                        ? machines.inNamespace(destination.getMetadata().getNamespace())
                        : machines.inAnyNamespace())
                .list()
                .getItems();
        List<PersistentVolumeClaim> claims =
                client.persistentVolumeClaims().inNamespace(target).list().getItems();
        return new DestinationState(
                seen.stream()
                        .filter(machine -> target.equals(machine.getMetadata().getNamespace()))
                        .map(machine -> machine.getMetadata().getName())
                        .collect(Collectors.toSet()),
                seen.stream()
                        .filter(machine -> !isForgotten(resolved.plan(), machine))
                        .flatMap(DestinationState::macsOf)
                        .collect(Collectors.toSet()),
                claims.stream()
                        .filter(claim -> "true".equals(labels(claim).get("shareable")))
                        .filter(claim -> claim.getMetadata().getDeletionTimestamp() == null)
                        .map(claim -> String.valueOf(TargetVolumes.source(claim)))
                        .collect(Collectors.toSet()),
                claims.stream()
                        .map(claim ->
                                machine(labels(claim).get("vmID"), labels(claim).get("vmUUID")))
                        .toList());
    }

    /**
     * Whether this Plan created the machine and does not know its result, which a fault can cause. Its MAC address does
     * not count as taken then, so that a further run can start.
     */
    private static boolean isForgotten(Plan plan, GenericKubernetesResource machine) {
        Map<String, String> labels = machine.getMetadata().getLabels();
        return labels != null
                && plan.getMetadata().getUid().equals(labels.get("plan"))
                && MigrationStatusEditor.vms(plan).stream()
                        .filter(vm -> vm.id().equals(labels.get("vmID")))
                        .anyMatch(vm -> Condition.ENDS.stream().noneMatch(vm::has));
    }

    /** The key of a machine in {@link #prepared}. */
    static String machine(String id, String uuid) {
        return id + " " + uuid;
    }

    private static Map<String, String> labels(PersistentVolumeClaim claim) {
        Map<String, String> labels = claim.getMetadata().getLabels();
        return labels == null ? Map.of() : labels;
    }

    private static Stream<String> macsOf(GenericKubernetesResource machine) {
        List<Map<String, Object>> interfaces =
                machine.get("spec", "template", "spec", "domain", "devices", "interfaces");
        return Stream.ofNullable(interfaces)
                .flatMap(List::stream)
                .map(nic -> nic.get("macAddress"))
                .filter(mac -> mac != null && !mac.toString().isEmpty())
                .map(Object::toString);
    }
}
