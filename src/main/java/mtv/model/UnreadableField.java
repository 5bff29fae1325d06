package mtv.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;

import java.lang.reflect.Field;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A value that the model cannot hold.
 *
 * @param at where in the object; the empty one is the object itself
 * @param found the value as JSON, cut when it is long
 * @param expected for people: what belongs there
 */
public record UnreadableField(JsonPointer at, String found, String expected) {

    private static final int LONGEST = 60;
    private static final Pattern STATE = Pattern.compile("|metadata|metadata\\.name(space)?|spec|status"
            + "|status\\.conditions(\\[\\d+])?|status\\.conditions\\[\\d+]\\.(type|status)");

    static UnreadableField at(JsonPointer pointer, JsonNode found, String expected) {
        String json = found.toString();
        return new UnreadableField(
                pointer, json.length() > LONGEST ? json.substring(0, LONGEST) + "…" : json, expected);
    }

    /** Such as {@code status.vms[0].pipeline}; empty for the object itself. */
    public String path() {
        StringBuilder path = new StringBuilder();
        for (JsonPointer rest = at; !rest.matches(); rest = rest.tail()) {
            if (rest.mayMatchElement()) {
                path.append('[').append(rest.getMatchingIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(rest.getMatchingProperty());
            }
        }
        return path.toString();
    }

    boolean isItem() {
        return at.last() != null && at.last().mayMatchElement();
    }

    /** What belongs into a property of this type, in words. */
    static String words(JavaType type) {
        Class<?> raw = type.getRawClass();
        if (raw.isEnum()) {
            return Arrays.stream(raw.getFields())
                    .filter(Field::isEnumConstant)
                    .map(UnreadableField::name)
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (Temporal.class.isAssignableFrom(raw)) {
            return "a time such as 2024-05-31T08:15:00Z";
        }
        if (type.isCollectionLikeType() || type.isArrayType()) {
            return "a list";
        }
        if (raw == Boolean.class || raw == boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(raw) || raw.isPrimitive()) {
            return "a number";
        }
        return raw == String.class ? "a text" : Map.class.isAssignableFrom(raw) ? "a map" : "an object";
    }

    private static String name(Field constant) {
        JsonProperty name = constant.getAnnotation(JsonProperty.class);
        return name == null ? constant.getName() : name.value();
    }

    boolean hidesState() {
        return STATE.matcher(path()).matches();
    }

    /** {@code status.vms[0].pipeline is "none", where a list belongs}. */
    public String describe() {
        return (at.matches() ? "it" : path()) + " is " + found + ", where " + expected + " belongs";
    }
}
