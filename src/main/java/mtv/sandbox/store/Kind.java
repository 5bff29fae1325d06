package mtv.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Locale;

/**
 * One kind as the API serves it.
 *
 * @param group empty for the core group
 * @param status whether {@code /status} is a subresource, which the main resource then leaves alone
 * @param custom whether a real cluster knows it by a CustomResourceDefinition: lists have no keys to merge them by
 * @param schema OpenAPI v3 of a custom resource; missing node for a kind whose unknown fields are kept
 */
public record Kind(
        String group,
        String version,
        String plural,
        String kind,
        List<String> shortNames,
        boolean namespaced,
        boolean status,
        List<Column> columns,
        boolean custom,
        JsonNode schema) {

    /** What {@code kubectl get} prints. */
    public record Column(String name, String type, String path) {}

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** Plural and group, as in {@code plans.forklift.konveyor.io}. */
    public String resource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    public String singular() {
        return kind.toLowerCase(Locale.ROOT);
    }

    /** Whether what is written is held against a schema. */
    public boolean hasSchema() {
        return !schema.isMissingNode();
    }

    public Key key(String namespace, String name) {
        return new Key(resource(), namespaced ? namespace : "", name);
    }
}
