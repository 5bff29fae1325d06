package mtv.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.settings.MarkdownTable;
import mtv.settings.input.Problems;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Writes the page's table of what a scenario may say from the schema of the plans file. */
public final class ScenarioTable {
    static final Path PAGE = Path.of("src", "site", "markdown", "scenarios.md");

    private static final Map<String, String> TYPES = Map.of(
            "boolean", "true or false",
            "string", "text",
            "integer", "whole number",
            "array", "list",
            "object", "object");

    private final JsonNode schema;
    private final List<String> rows = new ArrayList<>();

    private ScenarioTable(JsonNode schema) {
        this.schema = schema;
    }

    /** Brings the page of scenarios, or the file that the only argument names, up to date. */
    public static void main(String[] args) throws IOException {
        table().writeInto(args.length == 0 ? PAGE : Path.of(args[0]));
    }

    static MarkdownTable table() {
        Problems problems = new Problems();
        JsonNode schema = PlansSchema.read(problems).map(PlansSchema::root).orElse(null);
        problems.throwIfAny();
        ScenarioTable table = new ScenarioTable(schema);
        table.add("", schema.at("/$defs/scenario"));
        return new MarkdownTable(
                "scenarios",
                table.rows.stream()
                        .collect(Collectors.joining("", "| field | value | meaning |\n|---|---|---|\n", "")));
    }

    /** A row for each field of an object, followed by the fields of the objects in it. */
    private void add(String prefix, JsonNode object) {
        for (Map.Entry<String, JsonNode> property : object.path("properties").properties()) {
            String name = property.getKey();
            JsonNode field = followed(property.getValue());
            boolean required = StreamSupport.stream(object.path("required").spliterator(), false)
                    .anyMatch(each -> each.asText().equals(name));
            rows.add("| `" + prefix + name + "` | " + value(field) + (required ? ", required" : "") + " | "
                    + description(property.getValue()) + " |\n");
            JsonNode items = followed(field.path("items"));
            if (items != object) {
                add(prefix + name + "[].", items); // but for objects that hold others of their own form
            }
            if (field.has("properties") && !name.equals("target_affinity")) {
                add(prefix + name + ".", field);
            }
        }
    }

    private JsonNode followed(JsonNode node) {
        return node.has("$ref") ? schema.at(node.path("$ref").asText().substring(1)) : node;
    }

    private String value(JsonNode field) {
        if (field.has("enum")) {
            return "one of "
                    + StreamSupport.stream(field.path("enum").spliterator(), false)
                            .map(JsonNode::asText)
                            .collect(Collectors.joining(", "));
        }
        String type = TYPES.get(field.path("type").asText());
        if (field.has("items")) {
            return type + " of " + value(followed(field.path("items"))) + "s";
        }
        if (field.has("additionalProperties") && !field.has("properties")) {
            return "texts by name";
        }
        return field.has("maximum") ? type + " from " + field.path("minimum") + " to " + field.path("maximum") : type;
    }

    private static String description(JsonNode field) {
        return field.path("description").asText();
    }
}
