package mtv.sandbox.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import mtv.model.ObjectRef;

/** What a work queue holds: an object by namespace and name, so that an object changed twice is looked at once. */
public record Key(String namespace, String name) {

    public static Key of(HasMetadata object) {
        return new Key(object.getMetadata().getNamespace(), object.getMetadata().getName());
    }

    /** A reference without a name leads to a key that no object has. */
    public static Key of(ObjectRef ref) {
        return ref == null ? new Key(null, null) : new Key(ref.namespace(), ref.name());
    }

    /** Whether it can be that of a namespaced object. */
    public boolean isSet() {
        return namespace != null && !namespace.isEmpty() && name != null && !name.isEmpty();
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
