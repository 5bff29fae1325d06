package mtv.cluster;

import mtv.await.Stop;
import mtv.record.RecordedConnection;
import mtv.settings.ClusterCredentials;
import mtv.settings.ClusterSettings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The clusters of one run, each under its name.
 *
 * @param hub runs MTV
 * @param destination takes the VMs; the hub itself, unless the settings name another one for remote migrations
 */
public record Clusters(Cluster hub, Cluster destination) implements AutoCloseable {

    /**
     * @param remote whether this run migrates to the remote cluster, if the settings name one
     * @param stop ends the run from outside
     * @param wire looks on at the traffic, or answers it
     * @throws ClusterException when a session cannot be opened; then none is
     */
    public static Clusters connect(ClusterSettings settings, boolean remote, Stop stop, RecordedConnection wire) {
        Cluster hub = Cluster.connect(settings.hub(), settings.mtvNamespace(), stop, wire);
        Optional<ClusterCredentials> other = settings.remote().filter(any -> remote);
        try {
            return new Clusters(
                    hub,
                    other.map(access -> Cluster.connect(access, settings.mtvNamespace(), stop, wire))
                            .orElse(hub));
        } catch (ClusterException e) {
            hub.close();
            throw e;
        }
    }

    /** Sessions of their own, which no stop of the run keeps from cleaning up. */
    public Clusters forCleanUp() {
        Cluster ofHub = hub.forCleanUp();
        return new Clusters(ofHub, destination == hub ? ofHub : destination.forCleanUp());
    }

    /** One or two; the hub first. */
    public List<Cluster> all() {
        return destination == hub ? List.of(hub) : List.of(hub, destination);
    }

    /** Those on which nothing of a migration may land. */
    public List<Cluster> bystanders() {
        return all().stream().filter(cluster -> cluster != destination).toList();
    }

    /** @throws IllegalArgumentException when the run has no cluster of that name */
    public Cluster named(String name) {
        return all().stream()
                .filter(cluster -> cluster.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no session with the " + name + " cluster"));
    }

    /** API addresses by name. */
    public Map<String, String> urls() {
        Map<String, String> urls = new LinkedHashMap<>();
        all().forEach(cluster -> urls.put(cluster.name(), cluster.apiUrl().toString()));
        return urls;
    }

    @Override
    public void close() {
        all().forEach(Cluster::close);
    }
}
