package mtv.steps;

import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import mtv.cluster.EvidenceSource;
import mtv.model.Migration;
import mtv.model.NetworkMap;
import mtv.model.Plan;
import mtv.model.Provider;
import mtv.model.StorageMap;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The run's namespace as YAML, one file per kind, each listed once. Secrets are left out. */
final class Evidence implements EvidenceSource {

    private final Supplier<Run> current;
    private final Supplier<Map<String, String>> versions;

    /** @param current gives null while nothing has been created, and when everything is removed */
    Evidence(Supplier<Run> current, Supplier<Map<String, String>> versions) {
        this.current = current;
        this.versions = versions;
    }

    @Override
    public Map<String, String> versions() {
        return versions.get();
    }

    @Override
    public Map<String, String> collect() {
        Run run = current.get();
        return run == null ? Map.of() : collect(run);
    }

    private static Map<String, String> collect(Run run) {
        KubernetesClient client = run.cluster().client();
        String namespace = run.place().namespace();
        Map<String, String> files = new LinkedHashMap<>();
        add(
                files,
                "plans",
                () -> client.resources(Plan.class).inNamespace(namespace).list());
        add(
                files,
                "migrations",
                () -> client.resources(Migration.class).inNamespace(namespace).list());
        add(
                files,
                "providers",
                () -> client.resources(Provider.class).inNamespace(namespace).list());
        add(
                files,
                "storagemaps",
                () -> client.resources(StorageMap.class).inNamespace(namespace).list());
        add(
                files,
                "networkmaps",
                () -> client.resources(NetworkMap.class).inNamespace(namespace).list());
        add(
                files,
                "virtualmachines",
                () -> VirtualMachines.of(run.cluster()).inNamespace(namespace).list());
        add(
                files,
                "claims",
                () -> client.persistentVolumeClaims().inNamespace(namespace).list());
        add(files, "pods", () -> client.pods().inNamespace(namespace).list());
        add(files, "events", () -> client.v1().events().inNamespace(namespace).list());
        return files;
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
