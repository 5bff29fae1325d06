package mtv.sandbox.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Meta;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What objects and labels may be called. */
final class NameValidation {

    private static final String LABEL_TEXT = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final Pattern LABEL = Pattern.compile(LABEL_TEXT);
    private static final Pattern SUBDOMAIN = Pattern.compile(LABEL_TEXT + "(\\." + LABEL_TEXT + ")*");
    private static final Pattern QUALIFIED =
            Pattern.compile("(" + LABEL_TEXT + "(\\." + LABEL_TEXT + ")*/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");
    private static final Pattern VALUE = Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?");
    private static final Set<String> SHORT = Set.of("namespaces", "services");
    private static final int MAX_LABEL = 63;
    private static final int MAX_SUBDOMAIN = 253;
    private static final int SUFFIX = 5;

    private NameValidation() {}

    /** A {@code generateName}, short enough for what is to follow. */
    static String cut(String prefix) {
        return prefix.substring(0, Math.min(prefix.length(), MAX_LABEL - SUFFIX));
    }

    static List<ApiError.Cause> problems(Kind kind, JsonNode object) {
        List<ApiError.Cause> causes = new ArrayList<>();
        String name = Meta.name(object);
        if (name.isEmpty()) {
            causes.add(new ApiError.Cause(
                    "FieldValueRequired", "metadata.name", "Required value: name or generateName is required"));
        } else if (!valid(kind, name)) {
            causes.add(
                    invalid("metadata.name", name, "a lowercase RFC 1123 " + (isShort(kind) ? "label" : "subdomain")));
        }
        object.path("metadata").path("labels").properties().forEach(label -> {
            String key = label.getKey();
            String value = label.getValue().asText("");
            if (!QUALIFIED.matcher(key).matches()
                    || key.substring(key.indexOf('/') + 1).length() > MAX_LABEL) {
                causes.add(invalid("metadata.labels", key, "a qualified name of at most 63 characters"));
            }
            if (!VALUE.matcher(value).matches() || value.length() > MAX_LABEL) {
                causes.add(invalid("metadata.labels", value, "a label value of at most 63 characters"));
            }
        });
        return causes;
    }

    private static boolean valid(Kind kind, String name) {
        if (kind.group().startsWith("rbac.") || kind.group().startsWith("user.")) {
            return !name.contains("/") && !name.contains("%");
        }
        return isShort(kind)
                ? name.length() <= MAX_LABEL && LABEL.matcher(name).matches()
                : name.length() <= MAX_SUBDOMAIN && SUBDOMAIN.matcher(name).matches();
    }

    private static boolean isShort(Kind kind) {
        return SHORT.contains(kind.resource());
    }

    private static ApiError.Cause invalid(String field, String value, String demand) {
        return new ApiError.Cause("FieldValueInvalid", field, "Invalid value: \"" + value + "\": must be " + demand);
    }
}
