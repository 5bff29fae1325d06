package mtv.ledger;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.await.Durations;
import mtv.await.WaitException;
import mtv.cluster.Cluster;
import mtv.cluster.ClusterException;
import mtv.cluster.JsonPatches;
import mtv.model.ApiFailure;
import mtv.model.RunLabel;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;

/**
 * The only way in which the suite creates objects, on one cluster: noted first, so that a half-created one is removed
 * too. Where nobody can tell what became of a creation, the object is looked for before it is created again.
 */
public final class Creator {

    private static final Logger LOG = LogManager.getLogger();

    /** How long a cluster that cannot answer is asked again. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

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
            T made = new Creation<>(object).run();
            ledger.wasCreated(cluster.name(), made);
            return made;
        });
        LOG.debug("Created {} on the {}", name(created), cluster.name());
        return created;
    }

    /** Deletes an object that the run has created and needs no longer. */
    public void remove(HasMetadata object) {
        cluster.client().resource(object).delete();
        ledger.strike(Entry.of(cluster.name(), object));
    }

    private static String name(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getName();
    }

    /** One object on its way to the cluster. */
    private final class Creation<T extends HasMetadata> {

        private final T object;
        private RuntimeException lastFailure;

        Creation(T object) {
            this.object = object;
        }

        T run() {
            try {
                return cluster.await(Creator.name(object) + " is created")
                        .polling(LIMIT, this::attempt, () -> ApiFailure.words(lastFailure));
            } catch (WaitException.OutOfTime e) {
                throw refused(
                        ", for " + Durations.words(LIMIT) + " in vain; whenever it was looked for, it was not there");
            }
        }

        private Optional<T> attempt() {
            try {
                T made = cluster.client().resource(object).create();
                if (made != null) {
                    return Optional.of(made);
                }
                lastFailure = new ClusterException("the answer is empty");
            } catch (RuntimeException e) {
                lastFailure = e;
            }
            if (isFinal(lastFailure)) {
                ledger.wasNotCreated(cluster.name(), object);
                throw refused("");
            }
            return judge(found());
        }

        /** @return empty to create it once more */
        private Optional<T> judge(Optional<T> found) {
            boolean ours =
                    found.filter(there -> RunLabel.isOn(there, ledger.runId())).isPresent();
            if (ours) {
                LOG.warn(
                        "{} was created on the {}, although the answer to that was: {}",
                        Creator.name(object),
                        cluster.name(),
                        ApiFailure.words(lastFailure));
                return found;
            }
            if (found.isPresent()) {
                ledger.wasNotCreated(cluster.name(), object);
                throw refused("");
            }
            if (cluster.stop().isStopped() || !isPassing(lastFailure)) {
                throw refused("");
            }
            return Optional.empty();
        }

        /** Of a run that is stopped it must be known, too, whether the object is somebody else's. */
        private Optional<T> found() {
            try (Cluster apart = cluster.forCleanUp()) {
                return Optional.ofNullable(apart.client().resource(object).get());
            } catch (RuntimeException e) {
                LOG.debug("Cannot look for {}", Creator.name(object), e);
                throw refused(
                        "; whether it was created is unknown, since looking for it failed: " + ApiFailure.words(e));
            }
        }

        private ClusterException refused(String more) {
            return ClusterException.refused(
                    "the " + cluster.name() + " to create " + Creator.name(object), lastFailure, more);
        }
    }

    /**
     * Whether there is certainly nothing new: the cluster itself said so, or was not asked, since the run is stopped. A
     * conflict does not say that, as the answer to an earlier attempt may have got lost on its way.
     */
    private static boolean isFinal(RuntimeException e) {
        if (e.getCause() instanceof WaitException) {
            return true;
        }
        int code = e instanceof KubernetesClientException answer ? answer.getCode() : 0;
        return code >= 400 && code < 500 && code != HttpURLConnection.HTTP_CLIENT_TIMEOUT && !JsonPatches.isConflict(e);
    }

    /** Whether another attempt may end otherwise: what the API, or whatever stands before it, could not answer. */
    private static boolean isPassing(RuntimeException e) {
        return e instanceof ClusterException || e instanceof KubernetesClientException && !JsonPatches.isConflict(e);
    }

    public Cluster cluster() {
        return cluster;
    }

    public Ledger ledger() {
        return ledger;
    }
}
