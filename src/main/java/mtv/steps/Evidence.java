package mtv.steps;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import mtv.cluster.Cluster;
import mtv.model.ApiFailure;
import mtv.model.Migration;
import mtv.model.NetworkMap;
import mtv.model.Plan;
import mtv.model.Provider;
import mtv.model.ResourceKind;
import mtv.model.StorageMap;
import mtv.settings.ClusterCredentials;
import mtv.steps.migrate.RunContext;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The run's namespace on all its clusters as YAML, one file per kind, each listed once. Secrets are left out. */
final class Evidence {

    private Evidence() {}

    /** @return text by file name */
    static Map<String, String> of(RunContext run) {
        Map<String, String> files = new LinkedHashMap<>();
        String namespace = run.place().namespace();
        addMigration(files, run.hub(), namespace);
        run.clusters().all().forEach(cluster -> addOutcome(files, cluster, namespace));
        return files;
    }

    private static void addMigration(Map<String, String> files, Cluster hub, String namespace) {
        add(files, hub, "plans", kind(Plan.class), namespace);
        add(files, hub, "migrations", kind(Migration.class), namespace);
        add(files, hub, "providers", kind(Provider.class), namespace);
        add(files, hub, "storagemaps", kind(StorageMap.class), namespace);
        add(files, hub, "networkmaps", kind(NetworkMap.class), namespace);
    }

    /** What MTV made. It is looked for on every cluster, since it may be on the wrong one. */
    private static void addOutcome(Map<String, String> files, Cluster cluster, String namespace) {
        String where = cluster.access().role() == ClusterCredentials.Role.HUB ? "" : cluster.name() + "-";
        add(files, cluster, where + "virtualmachines", ResourceKind.VIRTUAL_MACHINE.context(), namespace);
        add(files, cluster, where + "claims", kind(PersistentVolumeClaim.class), namespace);
        add(files, cluster, where + "pods", kind(Pod.class), namespace);
        add(files, cluster, where + "events", kind(Event.class), namespace);
    }

    private static ResourceDefinitionContext kind(Class<? extends HasMetadata> type) {
        return ResourceDefinitionContext.fromResourceType(type);
    }

    /**
     * The objects as the cluster sent them, with fields that the suite does not know. Evidence is taken while something
     * is wrong already, so a list that fails is evidence too.
     */
    private static void add(
            Map<String, String> files, Cluster cluster, String name, ResourceDefinitionContext kind, String namespace) {
        KubernetesClient client = cluster.client();
        String text;
        try {
            text = client.getKubernetesSerialization()
                    .asYaml(client.genericKubernetesResources(kind)
                            .inNamespace(namespace)
                            .list());
        } catch (RuntimeException e) {
            text = "# could not be listed: " + ApiFailure.words(e).lines().collect(Collectors.joining(" "))
                    + System.lineSeparator();
        }
        files.put(name + ".yaml", text);
    }
}
