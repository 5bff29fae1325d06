package mtv.ledger;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import mtv.cluster.Cluster;
import mtv.cluster.Clusters;
import mtv.cluster.JsonPatches;
import mtv.model.RunLabel;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Deletes Kubernetes objects of a run, and no other ones of their names: the cluster compares the uid. Where the run
 * died before it learnt the uid, the object is the run's if it has the run's label.
 */
final class ObjectUndo {

    private static final Logger LOG = LogManager.getLogger();

    private final Clusters clusters;

    ObjectUndo(Clusters clusters) {
        this.clusters = clusters;
    }

    /** @return uid of what is being deleted; empty when the run's object is gone already, or was never made */
    Optional<String> delete(Entry entry, Ledger ledger) {
        return ledger.uid(entry).or(() -> labelled(entry, ledger)).filter(uid -> isDeleted(entry, uid));
    }

    /** @return uid of the run's object, if it is there */
    Optional<String> find(Entry entry, Ledger ledger) {
        Optional<String> known = ledger.uid(entry);
        return known.isEmpty()
                ? labelled(entry, ledger)
                : uid(resource(entry).get()).filter(known.get()::equals);
    }

    private Optional<String> labelled(Entry entry, Ledger ledger) {
        GenericKubernetesResource found = resource(entry).get();
        if (found == null || RunLabel.isOn(found, ledger.runId())) {
            return uid(found);
        }
        LOG.warn(
                "{} has no label {}={}, so it is not the run's and stays",
                entry.describe(),
                RunLabel.KEY,
                ledger.runId());
        return Optional.empty();
    }

    private static Optional<String> uid(GenericKubernetesResource found) {
        return Optional.ofNullable(found).map(object -> object.getMetadata().getUid());
    }

    /** The client library deletes by name alone, so the request is written here. */
    private boolean isDeleted(Entry entry, String uid) {
        try {
            client(entry)
                    .raw(
                            path(entry),
                            "DELETE",
                            Map.of(
                                    "apiVersion",
                                    "v1",
                                    "kind",
                                    "DeleteOptions",
                                    "propagationPolicy",
                                    "Background",
                                    "preconditions",
                                    Map.of("uid", uid)));
            return true;
        } catch (KubernetesClientException e) {
            if (Cluster.isAbsent(e)) {
                return false;
            }
            if (JsonPatches.isConflict(e)) {
                return isDeletedAlready(entry, uid, e);
            }
            throw e;
        }
    }

    /** A cluster refuses to delete another object than the one that was meant, and one that it is deleting. */
    private boolean isDeletedAlready(Entry entry, String uid, KubernetesClientException refusal) {
        GenericKubernetesResource found = resource(entry).get();
        if (uid(found).filter(uid::equals).isEmpty()) {
            LOG.warn("{} is not the object that the run made, so it stays", entry.describe());
            return false;
        }
        if (found.getMetadata().getDeletionTimestamp() == null) {
            throw refusal;
        }
        return true;
    }

    private KubernetesClient client(Entry entry) {
        return clusters.named(entry.fact(Entry.CLUSTER)).client();
    }

    private static String path(Entry entry) {
        String apiVersion = entry.fact("apiVersion");
        String namespace = entry.fact("namespace");
        return (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion
                + (namespace.isEmpty() ? "" : "/namespaces/" + namespace) + "/" + plural(entry.fact("kind")) + "/"
                + entry.fact("name");
    }

    private Resource<GenericKubernetesResource> resource(Entry entry) {
        String apiVersion = entry.fact("apiVersion");
        int slash = apiVersion.indexOf('/');
        String kind = entry.fact("kind");
        ResourceDefinitionContext context = new ResourceDefinitionContext.Builder()
                .withGroup(slash < 0 ? "" : apiVersion.substring(0, slash))
                .withVersion(apiVersion.substring(slash + 1))
                .withKind(kind)
                .withPlural(plural(kind))
                .withNamespaced(!entry.fact("namespace").isEmpty())
                .build();
        var resources = client(entry).genericKubernetesResources(context);
        return entry.fact("namespace").isEmpty()
                ? resources.withName(entry.fact("name"))
                : resources.inNamespace(entry.fact("namespace")).withName(entry.fact("name"));
    }

    /** Spares a discovery request; the one irregular plural among our kinds is spelt out. */
    private static String plural(String kind) {
        return kind.equals("NetworkAttachmentDefinition")
                ? "network-attachment-definitions"
                : kind.toLowerCase(Locale.ROOT) + "s";
    }
}
