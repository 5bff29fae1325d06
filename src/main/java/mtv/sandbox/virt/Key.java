package mtv.sandbox.virt;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** What a work queue holds. @param namespace null for a cluster-scoped object */
record Key(String namespace, String name) {

    static Key of(HasMetadata object) {
        return new Key(object.getMetadata().getNamespace(), object.getMetadata().getName());
    }
}
