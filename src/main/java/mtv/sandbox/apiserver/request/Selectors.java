package mtv.sandbox.apiserver.request;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The query parameters {@code labelSelector} and {@code fieldSelector}. */
public final class Selectors {

    private static final Pattern SET_BASED = Pattern.compile("(\\S+)\\s+(in|notin)\\s*\\((.*)\\)");
    private static final Pattern EQUALITY = Pattern.compile("([^!=\\s]+)\\s*(==|=|!=)\\s*(.*)");
    private static final Pattern EXISTENCE = Pattern.compile("(!?)\\s*([^\\s!=()]+)");
    private static final Pattern COMMA_OUTSIDE_PARENTHESES = Pattern.compile(",(?![^(]*\\))");
    private static final Set<String> FIELDS = Set.of(
            "metadata.name",
            "metadata.namespace",
            "status.phase",
            "spec.nodeName",
            "type",
            "reason",
            "involvedObject.kind",
            "involvedObject.name",
            "involvedObject.namespace",
            "involvedObject.uid");

    private Selectors() {}

    public static Predicate<JsonNode> of(ApiRequest request) {
        return labels(request.param("labelSelector")).and(all(request.param("fieldSelector"), Selectors::field));
    }

    public static Predicate<JsonNode> labels(String selector) {
        return all(selector, Selectors::label);
    }

    private static Predicate<JsonNode> all(String selector, Function<String, Predicate<JsonNode>> parser) {
        return Arrays.stream(COMMA_OUTSIDE_PARENTHESES.split(selector))
                .map(String::strip)
                .filter(term -> !term.isEmpty())
                .map(parser)
                .reduce(object -> true, Predicate::and);
    }

    private static Predicate<JsonNode> label(String term) {
        Matcher set = SET_BASED.matcher(term);
        if (set.matches()) {
            Set<String> values = Arrays.stream(set.group(3).split(",", -1))
                    .map(String::strip)
                    .collect(Collectors.toSet());
            return oneOf(set.group(1), values, "in".equals(set.group(2)));
        }
        Matcher equality = EQUALITY.matcher(term);
        if (equality.matches()) {
            return oneOf(equality.group(1), Set.of(equality.group(3)), !"!=".equals(equality.group(2)));
        }
        Matcher existence = EXISTENCE.matcher(term);
        if (existence.matches()) {
            boolean wanted = existence.group(1).isEmpty();
            return object -> wanted != value(object, existence.group(2)).isMissingNode();
        }
        throw ApiError.badRequest("unable to parse requirement: " + term);
    }

    private static Predicate<JsonNode> oneOf(String label, Set<String> values, boolean wanted) {
        return object -> {
            JsonNode value = value(object, label);
            return wanted == (value.isTextual() && values.contains(value.asText()));
        };
    }

    private static JsonNode value(JsonNode object, String label) {
        return object.path("metadata").path("labels").path(label);
    }

    private static Predicate<JsonNode> field(String term) {
        Matcher equality = EQUALITY.matcher(term);
        if (!equality.matches()) {
            throw ApiError.badRequest("invalid selector: '" + term + "'; can't understand '" + term + "'");
        }
        String field = equality.group(1);
        if (!FIELDS.contains(field)) {
            throw ApiError.badRequest("field label not supported: " + field);
        }
        boolean negated = "!=".equals(equality.group(2));
        String pointer = "/" + field.replace('.', '/');
        return object -> negated ^ object.at(pointer).asText("").equals(equality.group(3));
    }
}
