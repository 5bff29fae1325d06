package mtv.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.sandbox.store.Event;
import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Kinds;

import java.util.ArrayList;
import java.util.List;

/** Serves what the stored custom resource definitions define, from the moment they are stored. */
final class CustomKinds {

    static final String DEFINITIONS = "customresourcedefinitions.apiextensions.k8s.io";

    private final Kinds kinds;

    CustomKinds(Kinds kinds) {
        this.kinds = kinds;
    }

    void observe(Event event) {
        if (!DEFINITIONS.equals(event.key().resource())) {
            return;
        }
        if (event.type() == Event.Type.DELETED) {
            kinds.remove(event.key().name());
        } else {
            kinds.add(kind(event.object().path("spec")));
        }
    }

    private static Kind kind(JsonNode spec) {
        JsonNode names = spec.path("names");
        JsonNode version = storageVersion(spec.path("versions"));
        List<String> shortNames = new ArrayList<>();
        names.path("shortNames").forEach(name -> shortNames.add(name.asText()));
        List<Kind.Column> columns = new ArrayList<>();
        for (JsonNode column : version.path("additionalPrinterColumns")) {
            columns.add(new Kind.Column(
                    column.path("name").asText(),
                    column.path("type").asText(),
                    column.path("jsonPath").asText()));
        }
        return new Kind(
                spec.path("group").asText(),
                version.path("name").asText(),
                names.path("plural").asText(),
                names.path("kind").asText(),
                shortNames,
                "Namespaced".equals(spec.path("scope").asText()),
                version.path("subresources").has("status"),
                columns,
                version.path("schema").path("openAPIV3Schema"));
    }

    private static JsonNode storageVersion(JsonNode versions) {
        for (JsonNode version : versions) {
            if (version.path("storage").asBoolean()) {
                return version;
            }
        }
        return versions.path(0);
    }
}
