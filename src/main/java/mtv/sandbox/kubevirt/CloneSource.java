package mtv.sandbox.kubevirt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.model.ResourceKind;
import mtv.sandbox.controller.ObjectKey;

import java.util.Map;
import java.util.Optional;

/**
 * What a DataVolume is cloned from: the claim that it names, or the one that its DataSource leads to.
 *
 * @param claim empty when the DataSource is not there
 */
record CloneSource(String words, Optional<ObjectKey> claim) {

    /** Empty for a DataVolume that is not cloned. */
    static Optional<CloneSource> of(GenericKubernetesResource dataVolume, VirtClient kube) {
        if (dataVolume.get("spec", "sourceRef") == null) {
            return claim(dataVolume, "spec", "source", "pvc").map(CloneSource::new);
        }
        String own = dataVolume.getMetadata().getNamespace();
        String told = VirtClient.text(dataVolume, "spec", "sourceRef", "namespace");
        String name = VirtClient.text(dataVolume, "spec", "sourceRef", "name");
        String namespace = told.isEmpty() ? own : told;
        return Optional.of(new CloneSource(
                "DataSource " + namespace + "/" + name,
                kube.find(ResourceKind.DATA_SOURCE, namespace, name)
                        .flatMap(source -> claim(source, "spec", "source", "pvc"))));
    }

    private CloneSource(ObjectKey claim) {
        this("PVC " + claim.namespace() + "/" + claim.name(), Optional.of(claim));
    }

    private static Optional<ObjectKey> claim(GenericKubernetesResource object, Object... path) {
        if (!(object.get(path) instanceof Map<?, ?> claim)) {
            return Optional.empty();
        }
        Object namespace = claim.get("namespace");
        return Optional.of(new ObjectKey(
                namespace == null ? object.getMetadata().getNamespace() : namespace.toString(),
                String.valueOf(claim.get("name"))));
    }

    /** The claim, if it is there. */
    Optional<GenericKubernetesResource> find(VirtClient kube) {
        return claim.flatMap(key -> kube.find(ResourceKind.PERSISTENT_VOLUME_CLAIM, key));
    }
}
