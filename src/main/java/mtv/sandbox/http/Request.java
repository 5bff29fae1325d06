package mtv.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.MultiMap;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * One request, read to its end.
 *
 * @param path without the query, decoded
 * @param variables what the route's {@code {name}} parts matched; empty before routing
 * @param body missing node when there is none
 */
public record Request(
        String method, String path, Map<String, String> variables, MultiMap query, MultiMap headers, JsonNode body) {

    public String variable(String name) {
        return variables.get(name);
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Who asks, as {@code user} and {@code password}; empty when the request does not say so in the Basic way. */
    public Map<String, String> basic() {
        return basic(header("Authorization").orElse(""));
    }

    /** The same of a header {@code Authorization}. */
    public static Map<String, String> basic(String basic) {
        String[] parts =
                basic.startsWith("Basic ") ? decode(basic.substring(6).strip()).split(":", 2) : new String[0];
        return parts.length == 2 ? Map.of("user", parts[0], "password", parts[1]) : Map.of();
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** The same without a slash at the end of its path. */
    public Request withoutSlash() {
        String shorter = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return new Request(method, shorter, variables, query, headers, body);
    }

    Request with(Map<String, String> matched) {
        return new Request(method, path, matched, query, headers, body);
    }
}
