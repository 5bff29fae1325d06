package mtv.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.MultiMap;

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

    Request with(Map<String, String> matched) {
        return new Request(method, path, matched, query, headers, body);
    }
}
