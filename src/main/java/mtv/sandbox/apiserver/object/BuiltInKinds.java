package mtv.sandbox.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import mtv.model.ResourceKind;
import mtv.sandbox.apiserver.request.Json;
import mtv.sandbox.store.Kind;

import java.util.ArrayList;
import java.util.List;

/**
 * The kinds that a cluster with OpenShift Virtualization has before MTV comes, without schemas. {@code kinds.json} adds
 * to {@link ResourceKind} what only a server says of them: short names, columns, and whether a real cluster has them by
 * a CRD.
 */
public final class BuiltInKinds {

    private BuiltInKinds() {}

    public static List<Kind> all() {
        List<Kind> kinds = new ArrayList<>();
        Json.resource("kinds.json")
                .properties()
                .forEach(origin -> origin.getValue()
                        .properties()
                        .forEach(row -> kinds.add(kind(
                                ResourceKind.named(row.getKey()).orElseThrow(),
                                row.getValue(),
                                origin.getKey().equals("custom")))));
        return kinds;
    }

    private static Kind kind(ResourceKind kind, JsonNode row, boolean custom) {
        List<Kind.Column> columns = row.path("columns").properties().stream()
                .map(column -> new Kind.Column(
                        column.getKey(), "string", column.getValue().asText()))
                .toList();
        return new Kind(
                kind.context().getGroup(),
                kind.context().getVersion(),
                kind.plural(),
                kind.kind(),
                row.path("short").valueStream().map(JsonNode::asText).toList(),
                kind.isNamespaced(),
                row.has("status"),
                columns.isEmpty() ? List.of(TablePrinter.NAME, TablePrinter.AGE) : columns,
                custom,
                MissingNode.getInstance());
    }
}
