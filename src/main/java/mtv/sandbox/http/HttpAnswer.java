package mtv.sandbox.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;

/**
 * What goes back.
 *
 * @param body becomes JSON unless it is {@link BodyParts} of it, bytes or an {@link Upgrade}; null sends no body at all
 */
public record HttpAnswer(int status, Object body, MultiMap headers) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Instead of a body. @param taker of the WebSocket that the connection becomes */
    public record Upgrade(Handler<ServerWebSocket> taker) {}

    public static HttpAnswer ok(Object body) {
        return of(200, body);
    }

    public static HttpAnswer of(int status, Object body) {
        return new HttpAnswer(status, body, MultiMap.caseInsensitiveMultiMap());
    }

    /** Only a status: JSON's {@code null} is something else. */
    public static HttpAnswer empty(int status) {
        return of(status, null);
    }

    public static HttpAnswer text(int status, String text) {
        return of(status, Buffer.buffer(text)).with("Content-Type", "text/plain; charset=utf-8");
    }

    /** Adds a header to this answer, which nobody else may have. */
    public HttpAnswer with(String header, String value) {
        headers.add(header, value);
        return this;
    }

    /** This answer with nothing left to encode. */
    public HttpAnswer encoded() {
        return body == null || body instanceof Buffer || body instanceof Upgrade
                ? this
                : new HttpAnswer(status, json(), headers).with("Content-Type", "application/json");
    }

    /** Must be called on the request's own event loop. */
    public Future<Void> send(HttpServerRequest request) {
        if (body instanceof Upgrade upgrade) {
            return request.toWebSocket()
                    .onSuccess(upgrade.taker())
                    .onFailure(broken -> request.connection().close())
                    .mapEmpty();
        }
        request.resume();
        HttpServerResponse response = request.response().setStatusCode(status);
        if (body instanceof BodyParts pieces) {
            pieces.writeTo(response);
            return Future.succeededFuture();
        }
        HttpAnswer ready = encoded();
        response.headers().addAll(ready.headers);
        Buffer bytes = ready.body == null ? Buffer.buffer() : (Buffer) ready.body;
        return request.method() == HttpMethod.HEAD
                ? response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(bytes.length()))
                        .end()
                : response.end(bytes);
    }

    private Buffer json() {
        try {
            return Buffer.buffer(JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + body.getClass(), e);
        }
    }
}
