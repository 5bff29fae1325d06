package mtv.sandbox.forklift.plan;

import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.ResourceKind;
import mtv.sandbox.controller.ObjectKey;

import java.util.Map;

/**
 * Deletes what a deleted Plan left, by the labels with its name. It does so only on MTV's own cluster, so a remote
 * destination keeps the remains. VirtualMachines stay, and so do their claims.
 */
final class PlanLeftovers {

    private PlanLeftovers() {}

    static void delete(KubernetesClient client, ObjectKey plan) {
        Map<String, String> labels = Map.of("plan-name", plan.name(), "plan-namespace", plan.namespace());
        client.pods().inAnyNamespace().withLabels(labels).delete();
        client.secrets().inAnyNamespace().withLabels(labels).delete();
        client.configMaps().inAnyNamespace().withLabels(labels).delete();
        ResourceKind.DATA_VOLUME.on(client).inAnyNamespace().withLabels(labels).delete();
        client.persistentVolumeClaims().inAnyNamespace().withLabels(labels).list().getItems().stream()
                .filter(claim -> claim.getMetadata().getOwnerReferences().isEmpty())
                .forEach(claim -> client.resource(claim).delete());
    }
}
