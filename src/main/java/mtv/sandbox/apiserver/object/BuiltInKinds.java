package mtv.sandbox.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import mtv.sandbox.apiserver.request.Json;
import mtv.sandbox.store.Kind;

import java.util.ArrayList;
import java.util.List;

/**
 * The kinds that a cluster with OpenShift Virtualization has before MTV comes: {@code kinds.json}, with the columns of
 * a real cluster, which has the custom ones by a CRD. All keep unknown fields.
 */
public final class BuiltInKinds {

    private BuiltInKinds() {}

    public static List<Kind> all() {
        List<Kind> kinds = new ArrayList<>();
        Json.resource("kinds.json").properties().forEach(origin -> {
            boolean custom = origin.getKey().equals("custom");
            origin.getValue()
                    .properties()
                    .forEach(rows -> rows.getValue().forEach(row -> kinds.add(kind(rows.getKey(), row, custom))));
        });
        return kinds;
    }

    private static Kind kind(String apiVersion, JsonNode row, boolean custom) {
        int slash = apiVersion.indexOf('/');
        List<Kind.Column> columns = row.path("columns").properties().stream()
                .map(column -> new Kind.Column(
                        column.getKey(), "string", column.getValue().asText()))
                .toList();
        return new Kind(
                apiVersion.substring(0, Math.max(0, slash)),
                apiVersion.substring(slash + 1),
                row.path("plural").asText(),
                row.path("kind").asText(),
                row.path("short").valueStream().map(JsonNode::asText).toList(),
                !row.has("cluster"),
                row.has("status"),
                columns.isEmpty() ? List.of(TablePrinter.NAME, TablePrinter.AGE) : columns,
                custom,
                MissingNode.getInstance());
    }
}
