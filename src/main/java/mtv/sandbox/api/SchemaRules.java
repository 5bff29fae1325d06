package mtv.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a schema says about one value by itself, and the words in which Kubernetes complains. */
final class SchemaRules {

    private SchemaRules() {}

    static boolean hasType(JsonNode schema, JsonNode value) {
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            return value.isTextual() || integral(value);
        }
        return switch (schema.path("type").asText("")) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> integral(value);
            case "number" -> value.isNumber();
            default -> true;
        };
    }

    /** The type that a schema demands. */
    static String typeOf(JsonNode schema) {
        return schema.path("x-kubernetes-int-or-string").asBoolean()
                ? "integer,string"
                : schema.path("type").asText("");
    }

    /** The type that a value has. */
    static String nameOf(JsonNode value) {
        return integral(value) ? "integer" : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    /** The first rule that a value of the right type breaks. */
    static Optional<ApiError.Cause> broken(JsonNode schema, JsonNode value, String path) {
        JsonNode choices = schema.path("enum");
        if (!choices.isMissingNode() && !contains(choices, value)) {
            String supported = choices.valueStream().map(JsonNode::toString).collect(Collectors.joining(", "));
            return cause(
                    "FieldValueNotSupported", path, "Unsupported value: " + value + ": supported values: " + supported);
        }
        return complaint(schema, value)
                .flatMap(text -> cause(
                        "FieldValueInvalid", path, "Invalid value: %s: %s in body %s".formatted(value, path, text)));
    }

    private static Optional<String> complaint(JsonNode schema, JsonNode value) {
        if (value.isNumber()) {
            return number(schema, value.asDouble());
        }
        if (value.isTextual()) {
            return text(schema, value.asText());
        }
        if (value.isArray() && value.size() < schema.path("minItems").asInt(0)) {
            return Optional.of("should have at least " + schema.get("minItems") + " items");
        }
        return Optional.empty();
    }

    private static Optional<String> number(JsonNode schema, double value) {
        if (value < schema.path("minimum").asDouble(Double.NEGATIVE_INFINITY)) {
            return Optional.of("should be greater than or equal to "
                    + schema.get("minimum").asText());
        }
        if (value > schema.path("maximum").asDouble(Double.POSITIVE_INFINITY)) {
            return Optional.of(
                    "should be less than or equal to " + schema.get("maximum").asText());
        }
        return Optional.empty();
    }

    private static Optional<String> text(JsonNode schema, String value) {
        String pattern = schema.path("pattern").asText("");
        if (!pattern.isEmpty() && !Pattern.compile(pattern).matcher(value).find()) {
            return Optional.of("should match '" + pattern + "'");
        }
        if (value.length() < schema.path("minLength").asInt(0)) {
            return Optional.of("should be at least " + schema.get("minLength") + " chars long");
        }
        if (value.length() > schema.path("maxLength").asInt(Integer.MAX_VALUE)) {
            return Optional.of("should be at most " + schema.get("maxLength") + " chars long");
        }
        if ("date-time".equals(schema.path("format").asText()) && !isDateTime(value)) {
            return Optional.of("must be of type date-time: \"" + value + "\"");
        }
        return Optional.empty();
    }

    private static boolean isDateTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean contains(JsonNode choices, JsonNode value) {
        return choices.valueStream().anyMatch(value::equals);
    }

    private static boolean integral(JsonNode value) {
        return value.isIntegralNumber() || value.isNumber() && value.asDouble() == Math.rint(value.asDouble());
    }

    private static Optional<ApiError.Cause> cause(String reason, String path, String message) {
        return Optional.of(new ApiError.Cause(reason, path, message));
    }
}
