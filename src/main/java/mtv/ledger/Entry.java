package mtv.ledger;

import io.fabric8.kubernetes.api.model.HasMetadata;

import java.util.Map;
import java.util.TreeMap;

/**
 * One thing to undo.
 *
 * @param type chooses the {@link Undo}
 * @param facts all that the undoing needs; nothing secret
 */
public record Entry(String type, Map<String, String> facts) {

    /** Type of an entry for a Kubernetes object. */
    public static final String OBJECT = "object";

    /** Fact that names the cluster which an object is on. */
    static final String CLUSTER = "cluster";

    /** @param cluster name of the one that the object is on */
    public static Entry of(String cluster, HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        return new Entry(
                OBJECT,
                Map.of(
                        CLUSTER,
                        cluster,
                        "apiVersion",
                        object.getApiVersion(),
                        "kind",
                        object.getKind(),
                        "namespace",
                        namespace == null ? "" : namespace,
                        "name",
                        object.getMetadata().getName()));
    }

    public String fact(String key) {
        return facts.getOrDefault(key, "");
    }

    public boolean isObject(String kind) {
        return type.equals(OBJECT) && fact("kind").equals(kind);
    }

    /** For people: {@code Plan ns/name on the hub}. */
    public String describe() {
        if (!type.equals(OBJECT)) {
            return type + " " + new TreeMap<>(facts);
        }
        String namespace = fact("namespace");
        return fact("kind") + " " + (namespace.isEmpty() ? "" : namespace + "/") + fact("name") + " on the "
                + fact(CLUSTER);
    }
}
