package mtv.ledger;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import mtv.cluster.Clusters;

import java.util.List;
import java.util.Locale;

/** Deletes Kubernetes objects; what is gone already is as good as deleted. */
final class ObjectUndo implements Undo {

    private final Clusters clusters;

    ObjectUndo(Clusters clusters) {
        this.clusters = clusters;
    }

    @Override
    public String type() {
        return Entry.OBJECT;
    }

    @Override
    public void undo(Entry entry) {
        List<StatusDetails> ignored = resource(entry)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
    }

    Resource<GenericKubernetesResource> resource(Entry entry) {
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
        var resources = clusters.named(entry.fact(Entry.CLUSTER)).client().genericKubernetesResources(context);
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
