package mtv.acceptance.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import mtv.record.RecordedConnection.Request;
import mtv.steps.EditedAnswers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Other ways in which clusters and sources may tell the same, each as a change of every answer. */
final class BenignVariations {

    private static final Pattern QUANTITY = Pattern.compile("(\\d{1,9})(Ki|Mi|Gi|Ti)");
    private static final String UNITS = "KiMiGiTi";
    private static final Pattern MAC = Pattern.compile("(?i)[0-9a-f]{2}(:[0-9a-f]{2}){5}");
    private static final Pattern SECONDS = Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)Z");
    private static final long KIBI = 1024;

    private BenignVariations() {}

    static Map<String, EditedAnswers> all() {
        Map<String, EditedAnswers> all = new LinkedHashMap<>();
        all.put("labels of others", metadata(of -> of.withObject("/labels").put("example.test/team", "blue")));
        all.put(
                "annotations of others",
                metadata(of -> of.withObject("/annotations").put("example.test/note", "{\"seen\": 3}")));
        all.put("no managedFields", metadata(of -> of.remove("managedFields")));
        all.put("managedFields", metadata(BenignVariations::manage));
        all.put("conditions that are False", ofCluster(deep(BenignVariations::withCondition)));
        all.put("fields of the inventory that nobody knows", inventory(item -> {
            item.put("laterField", "later").putObject("laterObject").put("a", 1);
            item.putArray("laterArray");
        }));
        all.put("items in another order", BenignVariations::reversed);
        all.put("fields in another order", deep(value -> value instanceof ObjectNode fields ? turned(fields) : value));
        all.put("quantities in bytes", ofCluster(texts(BenignVariations::bytes)));
        all.put("quantities in a smaller unit", ofCluster(texts(BenignVariations::smaller)));
        all.put("MACs in capitals", texts(text -> MAC.matcher(text).matches() ? text.toUpperCase(Locale.ROOT) : text));
        all.put("times with microseconds", ofCluster(texts(text -> {
            Matcher time = SECONDS.matcher(text);
            return time.matches() ? time.group(1) + ".000000Z" : text;
        })));
        return all;
    }

    /** One after the other. */
    static EditedAnswers together(Iterable<EditedAnswers> variations) {
        return (asked, body) -> {
            JsonNode edited = body;
            for (EditedAnswers variation : variations) {
                edited = variation.edit(asked, edited);
            }
            return edited;
        };
    }

    private static EditedAnswers eachObject(Consumer<ObjectNode> edit) {
        return (asked, body) -> {
            JsonNode copy = body.deepCopy();
            ReadObject.each(asked, copy, (object, at) -> {
                if (!object.kind().startsWith(ReadObject.SOURCE)) {
                    edit.accept((ObjectNode) copy.at(at));
                }
            });
            return copy;
        };
    }

    private static EditedAnswers metadata(Consumer<ObjectNode> edit) {
        return eachObject(object -> edit.accept(object.withObject("/metadata")));
    }

    private static EditedAnswers inventory(Consumer<ObjectNode> edit) {
        return (asked, body) -> {
            if (!body.isArray()) {
                return body;
            }
            JsonNode copy = body.deepCopy();
            copy.forEach(item -> edit.accept((ObjectNode) item));
            return copy;
        };
    }

    private static void manage(ObjectNode metadata) {
        metadata.putArray("managedFields")
                .addObject()
                .put("manager", "example")
                .put("operation", "Update")
                .put("apiVersion", "v1")
                .put("time", "2026-01-01T00:00:00Z")
                .put("fieldsType", "FieldsV1")
                .putObject("fieldsV1")
                .putObject("f:spec");
    }

    private static JsonNode withCondition(JsonNode value) {
        if (value instanceof ObjectNode fields && fields.get("conditions") instanceof ArrayNode conditions) {
            conditions
                    .insertObject(0)
                    .put("type", "ExampleLater")
                    .put("status", "False")
                    .put("reason", "NotYet")
                    .put("message", "")
                    .put("lastTransitionTime", "2026-01-01T00:00:00Z");
        }
        return value;
    }

    /** The order of a list's own items means nothing. */
    private static JsonNode reversed(Request asked, JsonNode body) {
        JsonNode copy = body.deepCopy();
        JsonNode items = copy.isArray() ? copy : copy.path("items");
        if (items instanceof ArrayNode array) {
            List<JsonNode> all = new ArrayList<>();
            array.forEach(all::add);
            Collections.reverse(all);
            array.removeAll().addAll(all);
        }
        return copy;
    }

    private static JsonNode turned(ObjectNode fields) {
        List<Map.Entry<String, JsonNode>> all = new ArrayList<>(fields.properties());
        Collections.reverse(all);
        ObjectNode turned = JsonNodeFactory.instance.objectNode();
        all.forEach(field -> turned.set(field.getKey(), field.getValue()));
        return turned;
    }

    private static EditedAnswers ofCluster(EditedAnswers edit) {
        return (asked, body) -> asked.server().equals("inventory") ? body : edit.edit(asked, body);
    }

    private static EditedAnswers texts(UnaryOperator<String> edit) {
        return deep(value -> value.isTextual() ? TextNode.valueOf(edit.apply(value.asText())) : value);
    }

    /** @param edit of each value, those within it before */
    private static EditedAnswers deep(UnaryOperator<JsonNode> edit) {
        return (asked, body) -> below(body.deepCopy(), edit);
    }

    private static JsonNode below(JsonNode node, UnaryOperator<JsonNode> edit) {
        if (node instanceof ObjectNode fields) {
            fields.properties().forEach(field -> field.setValue(below(field.getValue(), edit)));
        } else if (node instanceof ArrayNode items) {
            for (int i = 0; i < items.size(); i++) {
                items.set(i, below(items.get(i), edit));
            }
        }
        return edit.apply(node);
    }

    private static String bytes(String text) {
        Matcher quantity = QUANTITY.matcher(text);
        if (!quantity.matches()) {
            return text;
        }
        long bytes = Long.parseLong(quantity.group(1));
        for (int power = UNITS.indexOf(quantity.group(2)) / 2 + 1; power > 0; power--) {
            bytes *= KIBI;
        }
        return String.valueOf(bytes);
    }

    private static String smaller(String text) {
        Matcher quantity = QUANTITY.matcher(text);
        if (!quantity.matches() || quantity.group(2).equals("Ki")) {
            return text;
        }
        int unit = UNITS.indexOf(quantity.group(2));
        return Long.parseLong(quantity.group(1)) * KIBI + UNITS.substring(unit - 2, unit);
    }
}
