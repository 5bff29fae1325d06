package mtv.sandbox.apiserver.request;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a caller wants to do, in the words of roles.
 *
 * @param resource plural, with the subresource behind a slash; empty for what is only a path
 * @param path empty for a resource
 */
public record RequestAttributes(
        Caller caller, String verb, String group, String resource, String name, String namespace, String path) {

    private static final Pattern ONE = Pattern.compile("(?:^|,)metadata\\.name==?([^,]+)");

    /** What a request is about. */
    public static RequestAttributes of(ApiRequest request) {
        return ResourcePath.of(request.path())
                .map(found -> toResource(request, found))
                .orElseGet(() -> toPath(request.caller(), request.method(), request.path()));
    }

    /**
     * Roles know the subresource; what follows it in the path, such as a port, is not theirs. Who selects one object by
     * its name needs to be allowed no more than that one.
     */
    private static RequestAttributes toResource(ApiRequest request, ResourcePath path) {
        String[] sub = path.subresource().split("/", 2);
        Matcher one = ONE.matcher(path.name().isEmpty() ? request.param("fieldSelector") : "");
        return new RequestAttributes(
                request.caller(),
                path.verb(request),
                path.group(),
                path.plural() + (sub[0].isEmpty() ? "" : "/" + sub[0]),
                one.find() ? one.group(1) : path.name(),
                path.permissionNamespace(),
                "");
    }

    static RequestAttributes toPath(Caller caller, String method, String path) {
        return new RequestAttributes(caller, method.toLowerCase(Locale.ROOT), "", "", "", "", path);
    }

    /** From the spec of an access review. */
    public static RequestAttributes of(Caller caller, JsonNode spec) {
        JsonNode other = spec.path("nonResourceAttributes");
        if (other.isObject()) {
            return toPath(
                    caller, other.path("verb").asText(), other.path("path").asText());
        }
        JsonNode wanted = spec.path("resourceAttributes");
        String subresource = wanted.path("subresource").asText();
        return new RequestAttributes(
                caller,
                wanted.path("verb").asText(),
                wanted.path("group").asText(),
                wanted.path("resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource),
                wanted.path("name").asText(),
                wanted.path("namespace").asText(),
                "");
    }

    /** For what is counted: plural and group, then the subresource; the path of what is no resource. */
    public String label() {
        if (!path.isEmpty()) {
            return path;
        }
        String[] parts = resource.split("/", 2);
        String qualified = group.isEmpty() ? parts[0] : parts[0] + "." + group;
        return parts.length == 1 ? qualified : qualified + "/" + parts[1];
    }

    /** In the words of a real cluster. */
    public ApiError forbidden() {
        if (!path.isEmpty()) {
            String message = "forbidden: User \"%s\" cannot %s path \"%s\"".formatted(caller.name(), verb, path);
            return new ApiError(403, "Forbidden", message);
        }
        String where = namespace.isEmpty() ? "at the cluster scope" : "in the namespace \"" + namespace + "\"";
        String plural = resource.split("/", 2)[0];
        String message = "%s%s is forbidden: User \"%s\" cannot %s resource \"%s\" in API group \"%s\" %s"
                .formatted(
                        group.isEmpty() ? plural : plural + "." + group,
                        name.isEmpty() ? "" : " \"" + name + "\"",
                        caller.name(),
                        verb,
                        resource,
                        group,
                        where);
        return new ApiError(403, "Forbidden", message, ApiError.details(group, plural, name));
    }
}
