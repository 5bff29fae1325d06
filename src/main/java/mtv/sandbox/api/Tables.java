package mtv.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.store.Kind;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The form that {@code kubectl get} asks for: the server picks the columns. */
final class Tables {

    private static final Kind.Column NAME = new Kind.Column("Name", "string", ".metadata.name");
    private static final Kind.Column AGE = new Kind.Column("Age", "date", ".metadata.creationTimestamp");

    private Tables() {}

    static boolean wanted(ApiRequest request) {
        return request.header("Accept").contains("as=Table");
    }

    static ObjectNode of(Kind kind, List<? extends JsonNode> objects, Clock clock) {
        ObjectNode table = Json.object().put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
        table.putObject("metadata");
        List<Kind.Column> columns = columns(kind);
        for (Kind.Column column : columns) {
            table.withArrayProperty("columnDefinitions")
                    .addObject()
                    .put("name", column.name())
                    .put("type", "date".equals(column.type()) ? "string" : column.type())
                    .put("format", column == NAME ? "name" : "")
                    .put("description", "")
                    .put("priority", 0);
        }
        ArrayNode rows = table.putArray("rows");
        for (JsonNode object : objects) {
            ObjectNode row = rows.addObject();
            ArrayNode cells = row.putArray("cells");
            columns.forEach(column -> cells.add(cell(column, object, clock)));
            row.set("object", partial(object));
        }
        return table;
    }

    private static List<Kind.Column> columns(Kind kind) {
        List<Kind.Column> columns = new ArrayList<>(List.of(NAME));
        kind.columns().stream()
                .filter(column -> !AGE.name().equalsIgnoreCase(column.name()))
                .forEach(columns::add);
        columns.add(AGE);
        return columns;
    }

    private static JsonNode cell(Kind.Column column, JsonNode object, Clock clock) {
        JsonNode value = JsonPath.read(object, column.path());
        if (value.isTextual() && "date".equals(column.type())) {
            return Json.text(age(Duration.between(Instant.parse(value.asText()), clock.instant())));
        }
        return value.isMissingNode() ? Json.text("") : value;
    }

    private static ObjectNode partial(JsonNode object) {
        ObjectNode partial = Json.object().put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
        partial.set("metadata", object.path("metadata"));
        return partial;
    }

    /** Coarser the older, as kubectl prints it. */
    static String age(Duration age) {
        if (age.toMinutes() < 2) {
            return Math.max(0, age.toSeconds()) + "s";
        }
        if (age.toHours() < 3) {
            return age.toMinutes() + "m";
        }
        return age.toDays() < 3 ? age.toHours() + "h" : age.toDays() + "d";
    }
}
