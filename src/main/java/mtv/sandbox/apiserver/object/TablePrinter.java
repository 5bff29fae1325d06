package mtv.sandbox.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.apiserver.request.ApiRequest;
import mtv.sandbox.apiserver.request.Json;
import mtv.sandbox.apiserver.request.ResourceRequest;
import mtv.sandbox.store.Kind;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form that {@code kubectl get} asks for: the server picks the columns. */
public final class TablePrinter {

    public static final Kind.Column NAME = new Kind.Column("Name", "string", ".metadata.name");
    public static final Kind.Column AGE = new Kind.Column("Age", "date", ".metadata.creationTimestamp");

    private static final Pattern HOLE = Pattern.compile("\\{(?:(count|age|lower) )?([^}]+)}");
    private static final Map<String, String> ACCESS =
            Map.of("ReadWriteOnce", "RWO", "ReadWriteMany", "RWX", "ReadOnlyMany", "ROX");

    private TablePrinter() {}

    static boolean wanted(ApiRequest request) {
        return request.header("Accept").contains("as=Table");
    }

    /** An object as the client of this call wants to see it. */
    public static ObjectNode shown(ResourceRequest call, ObjectNode object, Clock clock) {
        return wanted(call.request()) ? of(call, List.of(object), clock) : object;
    }

    static ObjectNode of(ResourceRequest call, List<ObjectNode> objects, Clock clock) {
        List<Kind.Column> columns = call.kind().columns();
        ObjectNode table = Json.object("kind", "Table", "apiVersion", "meta.k8s.io/v1", "metadata", Json.object());
        for (Kind.Column column : columns) {
            table.withArrayProperty("columnDefinitions")
                    .add(Json.object(
                            "name",
                            column.name(),
                            "type",
                            "date".equals(column.type()) ? "string" : column.type(),
                            "format",
                            column.name().equals(NAME.name()) ? "name" : "",
                            "description",
                            "",
                            "priority",
                            0));
        }
        // kubectl asks for whole objects when it sorts them by a field
        boolean whole = "Object".equals(call.request().param("includeObject"));
        ArrayNode rows = table.putArray("rows");
        for (ObjectNode object : objects) {
            ObjectNode row = rows.addObject();
            row.set("object", whole ? object : partial(object));
            ArrayNode cells = row.putArray("cells");
            columns.forEach(column -> cells.add(cell(column, object, clock)));
        }
        return table;
    }

    private static ObjectNode partial(JsonNode object) {
        return Json.object(
                "kind", "PartialObjectMetadata",
                "apiVersion", "meta.k8s.io/v1",
                "metadata", object.path("metadata"));
    }

    /** A column of a custom resource is a path; one of {@code kinds.json} a text with holes for values. */
    private static JsonNode cell(Kind.Column column, JsonNode object, Clock clock) {
        if (!column.path().startsWith(".")) {
            return Json.text(HOLE.matcher(column.path())
                    .replaceAll(hole -> Matcher.quoteReplacement(filled(hole, object, clock))));
        }
        JsonNode value = JsonPath.read(object, column.path());
        if (value.isTextual() && "date".equals(column.type())) {
            return Json.text(age(value.asText(), clock));
        }
        return value.isMissingNode() ? Json.text("") : value;
    }

    /** The first of several paths that leads to something; what is no path stands for itself. */
    private static String filled(MatchResult hole, JsonNode object, Clock clock) {
        if ("count".equals(hole.group(1))) {
            return String.valueOf(JsonPath.all(object, hole.group(2)).size());
        }
        String text = Arrays.stream(hole.group(2).split("\\|"))
                .map(path -> path.startsWith(".") ? JsonPath.read(object, path).asText() : path)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
        return switch (String.valueOf(hole.group(1))) {
            case "age" -> text.isEmpty() ? "<unknown>" : age(text, clock);
            case "lower" -> text.toLowerCase(Locale.ROOT);
            default -> ACCESS.getOrDefault(text, text);
        };
    }

    private static String age(String since, Clock clock) {
        return age(Duration.between(Instant.parse(since), clock.instant()));
    }

    /** Coarser the older, as kubectl prints it. */
    public static String age(Duration age) {
        if (age.toMinutes() < 2) {
            return Math.max(0, age.toSeconds()) + "s";
        }
        if (age.toHours() < 3) {
            return age.toMinutes() + "m";
        }
        return age.toDays() < 3 ? age.toHours() + "h" : age.toDays() + "d";
    }
}
