package mtv.sandbox.apiserver.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.store.Meta;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * The part of a list that a client asked for with {@code limit} and {@code continue}. The token names the last object
 * given, so that a list that changed in between is continued and not begun anew.
 */
public record ListPage(List<ObjectNode> objects, ObjectNode metadata) {

    public static ListPage of(List<ObjectNode> all, long version, ApiRequest request) {
        ObjectNode metadata = Json.object().put("resourceVersion", Long.toString(version));
        String after = decode(request.param("continue"));
        List<ObjectNode> rest = after.isEmpty()
                ? all
                : all.stream()
                        .filter(object -> path(object).compareTo(after) > 0)
                        .toList();
        int limit = limit(request.param("limit"));
        if (limit == 0 || rest.size() <= limit) {
            return new ListPage(rest, metadata);
        }
        List<ObjectNode> page = rest.subList(0, limit);
        metadata.put("continue", encode(path(page.get(limit - 1))));
        metadata.put("remainingItemCount", rest.size() - limit);
        return new ListPage(page, metadata);
    }

    private static String path(ObjectNode object) {
        return Meta.namespace(object) + "/" + Meta.name(object);
    }

    private static int limit(String text) {
        try {
            return text.isEmpty() ? 0 : Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw ApiError.badRequest("limit: \"" + text + "\" is not a number");
        }
    }

    private static String encode(String path) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(path.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest("continue key is not valid");
        }
    }
}
