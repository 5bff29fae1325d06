package mtv.sandbox.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.sandbox.apiserver.request.ApiError;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a schema says about one value by itself, and the words in which Kubernetes complains. */
final class SchemaRules {

    /**
     * @param broken by a limit and a value
     * @param says what is wrong, from the limit and the value
     */
    private record Rule(String keyword, BiPredicate<JsonNode, JsonNode> broken, String says) {}

    /** More than Java asks for: with seconds and a zone by its hours. */
    private static final Pattern DATE_TIME =
            Pattern.compile("[\\d-]+T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})", Pattern.CASE_INSENSITIVE);

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "minimum",
                    (limit, value) -> value.isNumber() && value.asDouble() < limit.asDouble(),
                    "should be greater than or equal to %s"),
            new Rule(
                    "maximum",
                    (limit, value) -> value.isNumber() && value.asDouble() > limit.asDouble(),
                    "should be less than or equal to %s"),
            new Rule(
                    "minItems",
                    (limit, value) -> value.isArray() && value.size() < limit.asInt(),
                    "should have at least %s items"),
            new Rule(
                    "pattern",
                    ofText((limit, text) ->
                            !Pattern.compile(limit.asText()).matcher(text).find()),
                    "should match '%s'"),
            new Rule(
                    "minLength",
                    ofText((limit, text) -> text.length() < limit.asInt()),
                    "should be at least %s chars long"),
            new Rule(
                    "maxLength",
                    ofText((limit, text) -> text.length() > limit.asInt()),
                    "should be at most %s chars long"),
            new Rule(
                    "format",
                    ofText((format, text) -> format.asText().equals("date-time") && !isDateTime(text)),
                    "must be of type date-time: %2$s"),
            new Rule("format", (format, value) -> !fits(format.asText(), value), "must be of type %1$s: %2$s"));

    private SchemaRules() {}

    static boolean hasType(JsonNode schema, JsonNode value) {
        String type = typeOf(schema);
        return type.isEmpty()
                || type.equals("number") && value.isNumber()
                || List.of(type.split(",")).contains(nameOf(value));
    }

    /** The type that a schema demands. */
    static String typeOf(JsonNode schema) {
        return schema.path("x-kubernetes-int-or-string").asBoolean()
                ? "integer,string"
                : schema.path("type").asText("");
    }

    /** The type that a value has. */
    static String nameOf(JsonNode value) {
        boolean integral = value.isNumber() && value.asDouble() == Math.rint(value.asDouble());
        return integral ? "integer" : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    /** The first rule that a value of the right type breaks, in this schema or one that it must fit besides. */
    static Optional<ApiError.Cause> broken(JsonNode schema, JsonNode value, String path) {
        return Stream.concat(Stream.of(schema), schema.path("allOf").valueStream())
                .flatMap(each -> brokenIn(each, value, path).stream())
                .findFirst();
    }

    private static Optional<ApiError.Cause> brokenIn(JsonNode schema, JsonNode value, String path) {
        JsonNode choices = schema.path("enum");
        if (!choices.isMissingNode() && choices.valueStream().noneMatch(value::equals)) {
            String supported = choices.valueStream().map(JsonNode::toString).collect(Collectors.joining(", "));
            String message = "Unsupported value: " + value + ": supported values: " + supported;
            return Optional.of(new ApiError.Cause("FieldValueNotSupported", path, message));
        }
        return RULES.stream()
                .filter(rule -> schema.has(rule.keyword()) && rule.broken().test(schema.get(rule.keyword()), value))
                .map(rule -> rule.says().formatted(schema.get(rule.keyword()).asText(), value))
                .map(text -> "Invalid value: %s: %s in body %s".formatted(value, path, text))
                .map(message -> new ApiError.Cause("FieldValueInvalid", path, message))
                .findFirst();
    }

    private static BiPredicate<JsonNode, JsonNode> ofText(BiPredicate<JsonNode, String> broken) {
        return (limit, value) -> value.isTextual() && broken.test(limit, value.asText());
    }

    private static boolean fits(String format, JsonNode value) {
        return !value.isNumber()
                || switch (format) {
                    case "int32" -> value.canConvertToInt();
                    case "int64" -> value.canConvertToLong();
                    default -> true;
                };
    }

    private static boolean isDateTime(String text) {
        try {
            OffsetDateTime.parse(text.toUpperCase(Locale.ROOT));
            return DATE_TIME.matcher(text).matches();
        } catch (DateTimeException e) {
            return false;
        }
    }
}
