package mtv.sandbox.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.json.JsonSelector;
import mtv.sandbox.json.JsonSelector.Place;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One change of an object. Places that are not there are left alone, except by {@code set} and {@code copy}.
 *
 * @param path where, as {@link JsonSelector} reads it
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

    /** @param meant the VMs that {@code {vm}} stands for */
    void apply(JsonNode root, Predicate<JsonNode> meant) {
        if (op == Op.condition) {
            condition(root);
            return;
        }
        JsonSelector selector = JsonSelector.of(path);
        List<Place> places = op == Op.set || op == Op.copy ? selector.make(root, meant) : selector.find(root, meant);
        // from the last on, so that a removal leaves the other places where they are
        for (int i = places.size() - 1; i >= 0; i--) {
            apply(places.get(i), root, meant);
        }
    }

    private void apply(Place place, JsonNode root, Predicate<JsonNode> meant) {
        switch (op) {
            case remove -> place.remove();
            case set -> place.set(value.deepCopy());
            case replace -> place.set(NODES.textNode(place.get().asText().replaceAll(from, to)));
            case scale -> place.set(scaled(place.get()));
            case copy ->
                JsonSelector.of(from)
                        .find(root, meant)
                        .forEach(there -> place.set(there.get().deepCopy()));
            case swap ->
                JsonSelector.of(from).find(root, meant).forEach(there -> {
                    JsonNode here = place.get();
                    place.set(there.get());
                    there.set(here);
                });
            case other ->
                value.valueStream()
                        .filter(each -> !each.equals(place.get()))
                        .findFirst()
                        .ifPresent(each -> place.set(each.deepCopy()));
            default -> reverse(place.get());
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

    private void condition(JsonNode root) {
        ObjectNode condition = value.deepCopy();
        condition
                .put("status", value.path("status").asText("True"))
                .put(
                        "lastTransitionTime",
                        root.at("/metadata/creationTimestamp").asText());
        String replaced = value.path("type").asText()
                + ("Critical".equals(value.path("category").asText()) ? "|Ready" : "");
        Predicate<JsonNode> any = element -> true;
        new TreeEdit(Op.remove, CONDITIONS + "/[type=" + replaced + "]", null, null, null, null).apply(root, any);
        JsonSelector.of(CONDITIONS + "/-").make(root, any).forEach(place -> place.set(condition));
    }
}
