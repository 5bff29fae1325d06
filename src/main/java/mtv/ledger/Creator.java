package mtv.ledger;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.cluster.Cluster;
import mtv.cluster.ClusterException;
import mtv.cluster.JsonPatches;
import mtv.model.RunLabel;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.net.HttpURLConnection;
import java.util.Optional;

/**
 * The only way in which the suite creates objects, on one cluster: noted first, so that a half-created one is removed
 * too.
 */
public final class Creator {

    private static final Logger LOG = LogManager.getLogger();

    private final Cluster cluster;
    private final Ledger ledger;

    public Creator(Cluster cluster, Ledger ledger) {
        this.cluster = cluster;
        this.ledger = ledger;
    }

    /**
     * @return the object as the cluster stored it
     * @throws ClusterException when the cluster refuses it, with its reason
     */
    public <T extends HasMetadata> T create(T object) {
        RunLabel.put(object, ledger.runId());
        T created = ledger.create(cluster.name(), object, () -> {
            T made = send(object);
            ledger.wasCreated(cluster.name(), made);
            return made;
        });
        LOG.debug(
                "Created {} {} on the {}",
                created.getKind(),
                created.getMetadata().getName(),
                cluster.name());
        return created;
    }

    private <T extends HasMetadata> T send(T object) {
        try {
            return cluster.client().resource(object).create();
        } catch (RuntimeException e) {
            Optional<T> there = JsonPatches.isConflict(e) ? ours(object) : Optional.empty();
            if (there.isPresent()) {
                return there.get();
            }
            if (isFinal(e)) {
                ledger.wasNotCreated(cluster.name(), object);
            }
            String name = object.getKind() + " " + object.getMetadata().getName();
            throw ClusterException.refused("the " + cluster.name() + " to create " + name, e);
        }
    }

    /**
     * Whether the cluster itself said that there is nothing new. What has the object's name then is somebody else's,
     * and is not to be deleted.
     */
    private static boolean isFinal(RuntimeException e) {
        int code = e instanceof KubernetesClientException answer && answer.getStatus() != null ? answer.getCode() : 0;
        return code >= 400 && code < 500 && code != HttpURLConnection.HTTP_CLIENT_TIMEOUT;
    }

    /**
     * The answer to a first attempt may have got lost on its way: the client repeats it by itself. Whether the object
     * is somebody else's must be known of a run that is stopped, too.
     */
    private <T extends HasMetadata> Optional<T> ours(T object) {
        try (Cluster apart = cluster.forCleanUp()) {
            return Optional.ofNullable(apart.client().resource(object).get())
                    .filter(found -> RunLabel.isOn(found, ledger.runId()));
        }
    }

    public Cluster cluster() {
        return cluster;
    }

    public Ledger ledger() {
        return ledger;
    }
}
