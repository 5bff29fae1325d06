package mtv.observe;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.cluster.Cluster;
import mtv.cluster.Clusters;
import mtv.model.ResourceKind;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The releases of the products that are tested. What the user may not read is empty.
 *
 * @param openShift of the cluster that MTV runs on
 * @param remoteOpenShift of the remote cluster, in a run that migrates to one
 */
public record ProductVersions(Optional<String> openShift, Optional<String> mtv, Optional<String> remoteOpenShift) {

    /** Nothing was read yet. */
    public static final ProductVersions UNKNOWN =
            new ProductVersions(Optional.empty(), Optional.empty(), Optional.empty());

    private static final Logger LOG = LogManager.getLogger();

    /** Reads the versions: two requests, three with a remote cluster. */
    public static ProductVersions of(Clusters clusters) {
        Optional<String> openShift = read(() -> openShift(clusters.hub()));
        Optional<String> mtv = read(() -> mtv(clusters.hub()));
        Optional<String> remote =
                clusters.bystanders().isEmpty() ? Optional.empty() : read(() -> openShift(clusters.destination()));
        return new ProductVersions(openShift, mtv, remote);
    }

    /** One line about a release of MTV that the suite was not made for; empty for one that it knows. */
    public Optional<String> remark() {
        return KnownReleases.load().remark(mtv);
    }

    /** The OpenShift that takes the VMs. */
    public Optional<String> ofDestination() {
        return remoteOpenShift.or(() -> openShift);
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

    /** The field as text, whatever its type; null where it is absent. */
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
