package mtv.steps;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import mtv.await.Stop;
import mtv.cluster.Cluster;
import mtv.model.ApiFailure;
import mtv.model.Migration;
import mtv.model.NetworkMap;
import mtv.model.Plan;
import mtv.model.Provider;
import mtv.model.ResourceKind;
import mtv.model.StorageMap;
import mtv.report.EvidenceSource;
import mtv.settings.ClusterCredentials;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The run's namespace as YAML, one file per kind, each listed once. Secrets are left out. */
final class Evidence implements EvidenceSource {

    private final Supplier<RunContext> current;
    private final Supplier<List<Cluster>> clusters;
    private final Supplier<Map<String, String>> versions;
    private final Stop stop;

    /**
     * @param current gives null while nothing has been created, and when everything is removed
     * @param stop of the run
     */
    Evidence(
            Supplier<RunContext> current,
            Supplier<List<Cluster>> clusters,
            Supplier<Map<String, String>> versions,
            Stop stop) {
        this.stop = stop;
        this.current = current;
        this.clusters = clusters;
        this.versions = versions;
    }

    @Override
    public Map<String, String> versions() {
        return versions.get();
    }

    @Override
    public Optional<String> stopped() {
        return stop.reason();
    }

    @Override
    public Map<String, String> collect() {
        RunContext run = current.get();
        Map<String, String> files = new LinkedHashMap<>();
        if (run != null) {
            String namespace = run.place().namespace();
            addMigration(files, run.cluster(), namespace);
            clusters.get().forEach(cluster -> addOutcome(files, cluster, namespace));
        }
        return files;
    }

    private static void addMigration(Map<String, String> files, Cluster hub, String namespace) {
        add(files, hub, "plans", kind(Plan.class), namespace);
        add(files, hub, "migrations", kind(Migration.class), namespace);
        add(files, hub, "providers", kind(Provider.class), namespace);
        add(files, hub, "storagemaps", kind(StorageMap.class), namespace);
        add(files, hub, "networkmaps", kind(NetworkMap.class), namespace);
    }

    /** What MTV made; of every cluster, since it may be on the wrong one. */
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
     * As the cluster sent them, whatever of it is known here. Evidence is taken while something is wrong already, so a
     * list that fails is evidence too.
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
