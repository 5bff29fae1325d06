package mtv.sandbox.apiserver.request;

import io.netty.handler.codec.http.QueryStringDecoder;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A path of the API taken apart; what is absent is empty.
 *
 * @param subresource may hold slashes
 */
public record ResourcePath(
        String group, String version, String namespace, String plural, String name, String subresource) {

    private static final Set<String> OF_NAMESPACES = Set.of("status", "finalize");
    private static final Set<String> SCOPES = Set.of("namespaces", "projects");

    /** Empty for what names no resource, such as a discovery document. */
    public static Optional<ResourcePath> of(String path) {
        List<String> parts =
                Arrays.stream(path.split("/")).skip(1).map(ResourcePath::decode).toList();
        if (parts.contains("")) {
            return Optional.empty();
        }
        if (path.startsWith("/api/v1/") && parts.size() > 2) {
            return Optional.of(of("", "v1", parts.subList(2, parts.size())));
        }
        if (path.startsWith("/apis/") && parts.size() > 3) {
            return Optional.of(of(parts.get(1), parts.get(2), parts.subList(3, parts.size())));
        }
        return Optional.empty();
    }

    private static ResourcePath of(String group, String version, List<String> parts) {
        boolean inNamespace = parts.size() > 2
                && "namespaces".equals(parts.get(0))
                && !(group.isEmpty() && parts.size() == 3 && OF_NAMESPACES.contains(parts.get(2)));
        List<String> rest = inNamespace ? parts.subList(2, parts.size()) : parts;
        return new ResourcePath(
                group,
                version,
                inNamespace ? parts.get(1) : "",
                rest.get(0),
                rest.size() > 1 ? rest.get(1) : "",
                rest.size() > 2 ? String.join("/", rest.subList(2, rest.size())) : "");
    }

    private static String decode(String part) {
        try {
            return QueryStringDecoder.decodeComponent(part.replace("+", "%2B")); // in a path it is itself
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest("the path is not well encoded at " + part);
        }
    }

    /** A namespace, or a project by another name, lies in itself as far as permissions go. */
    String permissionNamespace() {
        return namespace.isEmpty() && SCOPES.contains(plural) ? name : namespace;
    }

    /** Kubernetes' word for what an HTTP method does here. */
    String verb(ApiRequest request) {
        return switch (request.method()) {
            case "GET", "HEAD" -> name.isEmpty() ? (request.flag("watch") ? "watch" : "list") : "get";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
            default -> throw ApiError.methodNotAllowed();
        };
    }
}
