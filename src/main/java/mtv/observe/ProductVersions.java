package mtv.observe;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.cluster.Cluster;
import mtv.cluster.Clusters;
import mtv.model.ResourceKind;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What was tested, for the head of a report; what the user may not read is left out. */
public final class ProductVersions {

    private static final Logger LOG = LogManager.getLogger();

    private ProductVersions() {}

    public static Map<String, String> of(Clusters clusters) {
        Cluster cluster = clusters.hub();
        Map<String, String> versions = new LinkedHashMap<>();
        read(() -> openShift(cluster)).ifPresent(version -> versions.put("OpenShift.version", version));
        Optional<String> mtv = read(() -> mtv(cluster));
        mtv.ifPresent(version -> versions.put("MTV.version", version));
        KnownReleases.load().remark(mtv).ifPresent(LOG::warn);
        clusters.bystanders().stream()
                .flatMap(hub -> read(() -> openShift(clusters.destination())).stream())
                .forEach(version -> versions.put("Remote.OpenShift.version", version));
        return versions;
    }

    /** The release of the cluster that takes the VMs, if it tells. */
    public static Optional<String> ofDestination(Map<String, String> versions) {
        return Optional.ofNullable(versions.get("Remote.OpenShift.version"))
                .or(() -> Optional.ofNullable(versions.get("OpenShift.version")));
    }

    private static Optional<String> openShift(Cluster cluster) {
        return ResourceKind.CLUSTER_VERSION
                .find(cluster.client(), "", "version")
                .map(version -> text(version, "status", "desired", "version"));
    }

    /** The operator's installed release; an upstream Forklift may have none. */
    private static Optional<String> mtv(Cluster cluster) {
        return ResourceKind.CLUSTER_SERVICE_VERSION
                .on(cluster.client())
                .inNamespace(cluster.mtvNamespace())
                .list()
                .getItems()
                .stream()
                .filter(csv -> csv.getMetadata().getName().matches("(mtv|forklift)-operator.*"))
                .flatMap(csv -> Stream.ofNullable(text(csv, "spec", "version")))
                .findFirst();
    }

    /** Whatever type it has there; null where it is not. */
    private static String text(GenericKubernetesResource object, Object... path) {
        Object value = object.get(path);
        return value == null ? null : value.toString();
    }

    private static Optional<String> read(Supplier<Optional<String>> version) {
        try {
            return version.get();
        } catch (KubernetesClientException e) {
            LOG.debug("A version could not be read", e);
            return Optional.empty();
        }
    }
}
