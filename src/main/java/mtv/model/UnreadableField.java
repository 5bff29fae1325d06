package mtv.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.ClassUtil;

import java.lang.reflect.Field;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A value that the model cannot hold.
 *
 * @param at its place in the object; the empty pointer is the object itself
 * @param found the value as JSON, shortened if it is long
 * @param expected what is expected there, in words
 */
public record UnreadableField(JsonPointer at, String found, String expected) {

    private static final int LONGEST = 60;
    private static final Pattern STATE = Pattern.compile("|metadata|metadata\\.name(space)?|spec|status"
            + "|status\\.conditions(\\[\\d+])?|status\\.conditions\\[\\d+]\\.(type|status)");

    private static final Map<Class<?>, String> OTHERS = Map.of(
            String.class, "a text", Temporal.class, "a time such as 2024-05-31T08:15:00Z", Number.class, "a number");

    public static UnreadableField at(JsonPointer pointer, JsonNode found, String expected) {
        String json = found.toString();
        return new UnreadableField(
                pointer, json.length() > LONGEST ? json.substring(0, LONGEST) + "…" : json, expected);
    }

    /** The path in the form {@code status.vms[0].pipeline}; empty for the object itself. */
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

    public boolean isItem() {
        return at.last() != null && at.last().mayMatchElement();
    }

    /** What a property of this type expects, in words. */
    public static String words(JavaType type) {
        Class<?> raw = ClassUtil.primitiveType(type.getRawClass()) == null
                ? type.getRawClass()
                : ClassUtil.primitiveType(type.getRawClass());
        if (raw.isEnum()) {
            return Arrays.stream(raw.getFields())
                    .filter(Field::isEnumConstant)
                    .map(UnreadableField::name)
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (raw.isPrimitive()) {
            return raw == boolean.class ? "true or false" : "a number";
        }
        if (type.isContainerType()) {
            return type.isMapLikeType() ? "a map" : "a list";
        }
        return OTHERS.entrySet().stream()
                .filter(entry -> entry.getKey().isAssignableFrom(raw))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("an object");
    }

    private static String name(Field constant) {
        JsonProperty name = constant.getAnnotation(JsonProperty.class);
        return name == null ? constant.getName() : name.value();
    }

    boolean hidesState() {
        return STATE.matcher(path()).matches();
    }

    /** A sentence such as {@code status.vms[0].pipeline is "none", where a list belongs}. */
    public String describe() {
        return (at.matches() ? "it" : path()) + " is " + found + ", where " + expected + " belongs";
    }
}
