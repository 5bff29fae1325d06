package mtv.steps;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import mtv.cluster.Cluster;
import mtv.cluster.EvidenceSource;
import mtv.model.Migration;
import mtv.model.NetworkMap;
import mtv.model.Plan;
import mtv.model.Provider;
import mtv.model.StorageMap;
import mtv.settings.Access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The run's namespace as YAML, one file per kind, each listed once. Secrets are left out. */
final class Evidence implements EvidenceSource {

    private final Supplier<Run> current;
    private final Supplier<List<Cluster>> clusters;
    private final Supplier<Map<String, String>> versions;

    /** @param current gives null while nothing has been created, and when everything is removed */
    Evidence(Supplier<Run> current, Supplier<List<Cluster>> clusters, Supplier<Map<String, String>> versions) {
        this.current = current;
        this.clusters = clusters;
        this.versions = versions;
    }

    @Override
    public Map<String, String> versions() {
        return versions.get();
    }

    @Override
    public Map<String, String> collect() {
        Run run = current.get();
        Map<String, String> files = new LinkedHashMap<>();
        if (run != null) {
            String namespace = run.place().namespace();
            addMigration(files, run.cluster().client(), namespace);
            clusters.get().forEach(cluster -> addOutcome(files, cluster, namespace));
        }
        return files;
    }

    private static void addMigration(Map<String, String> files, KubernetesClient hub, String namespace) {
        Map<String, Class<? extends HasMetadata>> kinds = new LinkedHashMap<>();
        kinds.put("plans", Plan.class);
        kinds.put("migrations", Migration.class);
        kinds.put("providers", Provider.class);
        kinds.put("storagemaps", StorageMap.class);
        kinds.put("networkmaps", NetworkMap.class);
        kinds.forEach((name, kind) -> add(
                files, name, () -> hub.resources(kind).inNamespace(namespace).list()));
    }

    /** What MTV made; of every cluster, since it may be on the wrong one. */
    private static void addOutcome(Map<String, String> files, Cluster cluster, String namespace) {
        KubernetesClient client = cluster.client();
        String where = cluster.access().role() == Access.Role.HUB ? "" : cluster.name() + "-";
        add(
                files,
                where + "virtualmachines",
                () -> Kind.VIRTUAL_MACHINE.on(cluster).inNamespace(namespace).list());
        add(
                files,
                where + "claims",
                () -> client.persistentVolumeClaims().inNamespace(namespace).list());
        add(files, where + "pods", () -> client.pods().inNamespace(namespace).list());
        add(
                files,
                where + "events",
                () -> client.v1().events().inNamespace(namespace).list());
    }

    /** Evidence is taken while something is wrong already, so a list that fails is evidence too. */
    private static void add(Map<String, String> files, String kind, Supplier<KubernetesResourceList<?>> list) {
        String text;
        try {
            text = Serialization.asYaml(list.get());
        } catch (KubernetesClientException e) {
            text = "# could not be listed: " + e.getMessage() + System.lineSeparator();
        }
        files.put(kind + ".yaml", text);
    }
}
