package mtv.sandbox.apiserver.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One request after the login.
 *
 * @param path without a trailing slash, still percent-encoded
 * @param origin scheme, host and port as the client wrote them
 * @param tree the body of a client in this JVM that has not put it into words, instead of the bytes
 */
public record ApiRequest(
        Caller caller,
        String method,
        String path,
        MultiMap params,
        MultiMap headers,
        String origin,
        Buffer body,
        Optional<ObjectNode> tree) {

    /** The content type of server-side apply. */
    public static final String APPLY = "application/apply-patch+yaml";

    private static final Set<String> MANIFESTS = Set.of("", "application/json", "application/yaml", Protobuf.TYPE);
    private static final Set<String> TRUE = Set.of("1", "t", "true");

    public static ApiRequest of(HttpServerRequest http, Caller caller, Buffer body) {
        return new ApiRequest(
                caller,
                http.method().name(),
                plain(Objects.requireNonNullElse(http.path(), "*")),
                http.params(),
                http.headers(),
                "https://" + http.authority(),
                body,
                Optional.empty());
    }

    /** One that comes without HTTP. */
    public static ApiRequest of(String method, URI uri, Map<String, String> headers, Caller caller, Buffer body) {
        MultiMap params = MultiMap.caseInsensitiveMultiMap();
        new QueryStringDecoder(uri).parameters().forEach(params::add);
        return new ApiRequest(
                caller,
                method,
                plain(uri.getRawPath()),
                params,
                MultiMap.caseInsensitiveMultiMap().addAll(headers),
                "https://" + uri.getAuthority(),
                body,
                Optional.empty());
    }

    private static String plain(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    public ApiRequest with(Buffer other) {
        return new ApiRequest(caller, method, path, params, headers, origin, other, Optional.empty());
    }

    /** @param other stays as it is */
    public ApiRequest with(ObjectNode other) {
        return new ApiRequest(caller, method, path, params, headers, origin, Buffer.buffer(), Optional.of(other));
    }

    /** Who asks, by name. */
    public String user() {
        return caller.name();
    }

    /** A query parameter, empty when absent. */
    public String param(String name) {
        String value = params.get(name);
        return value == null ? "" : value;
    }

    /** As Go reads booleans. */
    public boolean flag(String name) {
        return TRUE.contains(param(name).toLowerCase(Locale.ROOT));
    }

    /** Whether the connection is to become a WebSocket; half a handshake is an error. */
    public boolean wantsSocket() {
        if (!"websocket".equalsIgnoreCase(header("Upgrade"))) {
            return false;
        }
        boolean complete = header("Connection").toLowerCase(Locale.ROOT).contains("upgrade");
        if (!complete
                || header("Sec-WebSocket-Key").isEmpty()
                || !header("Sec-WebSocket-Version").equals("13")) {
            throw ApiError.badRequest("a WebSocket begins with Connection: Upgrade, a key and version 13");
        }
        return true;
    }

    /** The body as a tree, an empty object when there is none. */
    public JsonNode json() {
        if (tree.isPresent()) {
            return tree.get();
        }
        return contentType().equals(Protobuf.TYPE) ? Protobuf.read(body) : Json.read(body, contentType());
    }

    /** The body, which is to be an object, or empty. */
    public ObjectNode object() {
        if (json() instanceof ObjectNode object) {
            return object;
        }
        throw ApiError.badRequest("the body of the request is not an object");
    }

    /** An object that is to be stored, whose form the client must name rightly if at all. */
    public ObjectNode manifest() {
        if (!MANIFESTS.contains(contentType())) {
            throw ApiError.unsupportedMediaType(
                    "the body of the request was in an unknown format - accepted media types"
                            + " include: application/json, application/yaml, " + Protobuf.TYPE);
        }
        return object();
    }

    /** Without parameters, in lower case. */
    public String contentType() {
        return header("Content-Type").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    public String header(String name) {
        String value = headers.get(name);
        return value == null ? "" : value;
    }
}
