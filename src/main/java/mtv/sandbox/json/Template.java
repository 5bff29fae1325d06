package mtv.sandbox.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON in which some texts stand for values of a scope:
 *
 * <ul>
 *   <li>{@code $vm/disks/0} is a value of any kind: a name of the scope and a JSON Pointer into it
 *   <li><code>disk ${vm/name}</code> is a text with values in it
 *   <li>an array of one object with {@code $each: "vm/disks as disk"} is made of that object for each element
 *   <li>an object with {@code $each}, {@code $key} and {@code $value} is a map of them
 *   <li>an object with {@code $of} is the case for a value, {@code *} being all others
 * </ul>
 *
 * What is not in the scope is left out.
 */
@FunctionalInterface
public interface Template {

    JsonNode in(Scope scope);

    /** Named values, the inner ones first. */
    record Scope(String name, JsonNode value, Scope outer) {

        public Scope with(String inner, JsonNode node) {
            return new Scope(inner, node, this);
        }

        public JsonNode named(String wanted) {
            for (Scope scope = this; scope != null; scope = scope.outer()) {
                if (scope.name().equals(wanted)) {
                    return scope.value();
                }
            }
            return MissingNode.getInstance();
        }
    }

    @JsonCreator
    static Template of(JsonNode json) {
        if (json.isTextual()) {
            return text(json.textValue());
        }
        if (json.isArray()) {
            return json.size() == 1 && json.get(0).has("$each") ? each(json.get(0)) : array(json);
        }
        if (!json.isObject()) {
            return scope -> json;
        }
        if (json.has("$of")) {
            return choice(json);
        }
        return json.has("$each") ? map(json) : object(json);
    }

    private static Template text(String text) {
        if (text.startsWith("$") && !text.startsWith("${")) {
            return path(text.substring(1));
        }
        Pattern hole = Pattern.compile("\\$\\{([^}]+)}");
        Matcher holes = hole.matcher(text);
        Map<String, Template> values = new LinkedHashMap<>();
        while (holes.find()) {
            values.put(holes.group(), path(holes.group(1)));
        }
        if (values.isEmpty()) {
            JsonNode fixed = TextNode.valueOf(text);
            return scope -> fixed;
        }
        return scope -> {
            String filled = text;
            for (Map.Entry<String, Template> value : values.entrySet()) {
                filled = filled.replace(
                        value.getKey(), value.getValue().in(scope).asText());
            }
            return TextNode.valueOf(filled);
        };
    }

    private static Template path(String path) {
        int slash = path.indexOf('/');
        String name = slash < 0 ? path : path.substring(0, slash);
        JsonPointer inner = JsonPointer.compile(path.substring(name.length()));
        return scope -> scope.named(name).at(inner);
    }

    private static Template array(JsonNode json) {
        List<Template> elements = new ArrayList<>();
        json.forEach(element -> elements.add(of(element)));
        return scope -> {
            ArrayNode made = JsonNodeFactory.instance.arrayNode();
            elements.forEach(element -> made.add(element.in(scope)));
            return made;
        };
    }

    private static Template object(JsonNode json) {
        Map<String, Template> fields = new LinkedHashMap<>();
        json.properties().forEach(field -> {
            if (!field.getKey().equals("$each")) {
                fields.put(field.getKey(), of(field.getValue()));
            }
        });
        return scope -> {
            ObjectNode made = JsonNodeFactory.instance.objectNode();
            fields.forEach((name, field) -> {
                JsonNode value = field.in(scope);
                if (!value.isMissingNode()) {
                    made.set(name, value);
                }
            });
            return made;
        };
    }

    private static Template each(JsonNode json) {
        Loop loop = Loop.of(json.get("$each").asText());
        Template element = object(json);
        return scope -> {
            ArrayNode made = JsonNodeFactory.instance.arrayNode();
            loop.list().in(scope).forEach(one -> made.add(element.in(scope.with(loop.name(), one))));
            return made;
        };
    }

    private static Template map(JsonNode json) {
        Loop loop = Loop.of(json.get("$each").asText());
        Template key = of(json.get("$key"));
        Template value = of(json.get("$value"));
        return scope -> {
            ObjectNode made = JsonNodeFactory.instance.objectNode();
            loop.list().in(scope).forEach(one -> {
                Scope inner = scope.with(loop.name(), one);
                made.set(key.in(inner).asText(), value.in(inner));
            });
            return made;
        };
    }

    private static Template choice(JsonNode json) {
        Template of = of(json.get("$of"));
        Map<String, Template> cases = new LinkedHashMap<>();
        json.properties().forEach(field -> cases.put(field.getKey(), of(field.getValue())));
        Template others = cases.getOrDefault("*", scope -> MissingNode.getInstance());
        return scope -> cases.getOrDefault(of.in(scope).asText(), others).in(scope);
    }

    /** {@code list as name}. */
    record Loop(Template list, String name) {

        @JsonCreator
        static Loop of(String text) {
            String[] parts = text.split(" as ");
            return new Loop(path(parts[0]), parts[1]);
        }
    }
}
