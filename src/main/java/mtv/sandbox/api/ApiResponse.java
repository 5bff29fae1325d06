package mtv.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

import java.util.Optional;

/**
 * An answer that is complete.
 *
 * @param upgrade takes the WebSocket that the connection becomes; empty for an ordinary answer
 */
public record ApiResponse(int code, MultiMap headers, Buffer body, Optional<Handler<ServerWebSocket>> upgrade) {

    private static final int SWITCHING_PROTOCOLS = 101;

    ApiResponse(int code, MultiMap headers, Buffer body) {
        this(code, headers, body, Optional.empty());
    }

    /** To a request for a WebSocket. */
    public static ApiResponse upgrade(Handler<ServerWebSocket> handler) {
        return new ApiResponse(
                SWITCHING_PROTOCOLS, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(), Optional.of(handler));
    }

    public static ApiResponse json(int code, JsonNode body) {
        return new ApiResponse(code, type("application/json"), Json.write(body));
    }

    public static ApiResponse text(int code, String body) {
        return new ApiResponse(code, type("text/plain; charset=utf-8"), Buffer.buffer(body));
    }

    static ApiResponse ok(JsonNode body) {
        return json(200, body);
    }

    static ApiResponse of(ApiError error) {
        return json(error.code(), error.status());
    }

    ApiResponse with(String header, String value) {
        headers.add(header, value);
        return this;
    }

    /** Whether the connection ends with it. */
    boolean last() {
        return headers.contains("Connection", "close", true);
    }

    private static MultiMap type(String contentType) {
        return MultiMap.caseInsensitiveMultiMap().add("Content-Type", contentType);
    }
}
