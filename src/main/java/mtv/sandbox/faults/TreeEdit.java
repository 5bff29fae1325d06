package mtv.sandbox.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * One change of an object. Places that are not there are left alone, except by {@code set} and {@code copy}.
 *
 * @param path where, as {@link JsonTree} reads it
 * @param value what is set; for {@code other} the values of which the first that differs is taken
 * @param from the other place of {@code swap} and {@code copy}; the expression that {@code replace} looks for
 * @param to what {@code replace} writes for it
 * @param by the factor of {@code scale}
 */
record TreeEdit(Op op, String path, JsonNode value, String from, String to, BigDecimal by) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern QUANTITY = Pattern.compile("([0-9.]+)(.*)");
    private static final String CONDITIONS = "/status/conditions";

    enum Op {
        set,
        remove,
        swap,
        copy,
        scale,
        replace,
        other,
        reverse,
        /**
         * The value becomes a condition that is as old as the object; a Critical one takes Ready away, as it does in
         * the product.
         */
        condition
    }

    TreeEdit {
        if (op == null) {
            throw new IllegalArgumentException("op: expected one of " + List.of(Op.values()));
        }
        if (op != Op.condition && (path == null || !path.startsWith("/"))) {
            throw new IllegalArgumentException("path: expected a JSON pointer such as /spec/runStrategy");
        }
        boolean complete = switch (op) {
            case set -> value != null;
            case other -> value != null && value.isArray();
            case condition -> value != null && value.has("type");
            case swap, copy -> from != null;
            case replace -> from != null && to != null;
            case scale -> by != null;
            case remove, reverse -> true;
        };
        if (!complete) {
            throw new IllegalArgumentException(op + ": expected value (set, other, condition), from (swap, copy),"
                    + " from and to (replace) or by (scale)");
        }
    }

    TreeEdit below(String base) {
        boolean place = op == Op.swap || op == Op.copy;
        return op == Op.condition ? this : new TreeEdit(op, base + path, value, place ? base + from : from, to, by);
    }

    void apply(JsonTree tree) {
        if (op == Op.condition) {
            condition(tree);
            return;
        }
        List<JsonTree.Spot> spots = op == Op.set || op == Op.copy ? tree.make(path) : tree.find(path);
        // from the last on, so that a removal leaves the other places where they are
        for (int i = spots.size() - 1; i >= 0; i--) {
            apply(tree, spots.get(i));
        }
    }

    private void apply(JsonTree tree, JsonTree.Spot spot) {
        switch (op) {
            case remove -> spot.remove();
            case set -> spot.set(value.deepCopy());
            case replace -> spot.set(NODES.textNode(spot.get().asText().replaceAll(from, to)));
            case scale -> spot.set(scaled(spot.get()));
            case copy -> tree.find(from).forEach(there -> spot.set(there.get().deepCopy()));
            case swap ->
                tree.find(from).forEach(there -> {
                    JsonNode here = spot.get();
                    spot.set(there.get());
                    there.set(here);
                });
            case other ->
                StreamSupport.stream(value.spliterator(), false)
                        .filter(each -> !each.equals(spot.get()))
                        .findFirst()
                        .ifPresent(each -> spot.set(each.deepCopy()));
            default -> reverse(spot.get());
        }
    }

    private JsonNode scaled(JsonNode number) {
        Matcher quantity = QUANTITY.matcher(number.asText());
        if (!quantity.matches()) {
            return number;
        }
        BigDecimal scaled = new BigDecimal(quantity.group(1)).multiply(by);
        return number.isNumber()
                ? NODES.numberNode(scaled.intValue())
                : NODES.textNode(scaled.stripTrailingZeros().toPlainString() + quantity.group(2));
    }

    private static void reverse(JsonNode node) {
        if (node instanceof ArrayNode array) {
            for (int i = array.size() - 2; i >= 0; i--) {
                array.add(array.remove(i));
            }
        }
    }

    private void condition(JsonTree tree) {
        ObjectNode condition = value.deepCopy();
        condition
                .put("status", value.path("status").asText("True"))
                .put(
                        "lastTransitionTime",
                        tree.root().at("/metadata/creationTimestamp").asText());
        String gone = value.path("type").asText()
                + ("Critical".equals(value.path("category").asText()) ? "|Ready" : "");
        new TreeEdit(Op.remove, CONDITIONS + "/[type=" + gone + "]", null, null, null, null).apply(tree);
        tree.make(CONDITIONS + "/-").forEach(spot -> spot.set(condition));
    }
}
