package mtv.sandbox.apiserver.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.sandbox.apiserver.object.Defaults;
import mtv.sandbox.apiserver.object.TablePrinter;
import mtv.sandbox.store.Event;
import mtv.sandbox.store.Key;
import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Meta;

import java.util.stream.Stream;

/** Serves what the stored custom resource definitions define, from the moment they are stored. */
public final class CustomResourceDefinitions {

    private final ControllerContext context;

    public CustomResourceDefinitions(ControllerContext context) {
        this.context = context.as("kube-system:customresource-cleaner");
    }

    public void observe(Event event) {
        boolean deleted = event.type() == Event.Type.DELETED;
        String definition = event.key().name();
        if (!Defaults.DEFINITIONS.equals(event.key().resource())) {
            definition = deleted ? event.key().resource() : "";
        } else if (deleted) {
            context.kinds().remove(definition);
        } else {
            context.kinds().add(kind(event.object().path("spec")));
        }
        Key key = new Key(Defaults.DEFINITIONS, "", definition);
        if (context.find(key).filter(Meta::deleting).isPresent()) {
            context.later(() -> clear(key));
        }
    }

    /** Asks the objects of a definition to go; the last one to go brings us here again. */
    private void clear(Key key) {
        boolean empty = context.kinds()
                .find(key.name())
                .map(kind -> context.clear(kind, ""))
                .orElse(true);
        if (empty && context.find(key).isPresent()) {
            context.change(key, definition -> Meta.release(definition, Defaults.CLEANUP));
        }
    }

    private static Kind kind(JsonNode spec) {
        JsonNode names = spec.path("names");
        JsonNode version = storageVersion(spec.path("versions"));
        Stream<Kind.Column> columns = version.path("additionalPrinterColumns")
                .valueStream()
                .map(column -> new Kind.Column(
                        column.path("name").asText(),
                        column.path("type").asText(),
                        column.path("jsonPath").asText()));
        return new Kind(
                spec.path("group").asText(),
                version.path("name").asText(),
                names.path("plural").asText(),
                names.path("kind").asText(),
                names.path("shortNames").valueStream().map(JsonNode::asText).toList(),
                "Namespaced".equals(spec.path("scope").asText()),
                version.path("subresources").has("status"),
                Stream.concat(
                                Stream.of(TablePrinter.NAME),
                                version.has("additionalPrinterColumns") ? columns : Stream.of(TablePrinter.AGE))
                        .toList(),
                true,
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
