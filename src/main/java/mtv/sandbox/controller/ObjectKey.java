package mtv.sandbox.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import mtv.model.ObjectRef;

/** What a work queue holds: an object by namespace and name, so that an object changed twice is looked at once. */
public record ObjectKey(String namespace, String name) {

    public static ObjectKey of(HasMetadata object) {
        return new ObjectKey(
                object.getMetadata().getNamespace(), object.getMetadata().getName());
    }

    /** A reference without a name leads to a key that no object has. */
    public static ObjectKey of(ObjectRef ref) {
        return ref == null ? new ObjectKey(null, null) : new ObjectKey(ref.namespace(), ref.name());
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
