package mtv.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import mtv.sandbox.tls.Certificate;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** An HTTPS server on a free loopback port that turns each request into one {@link HttpAnswer}, now or later. */
public final class JsonServer implements AutoCloseable {

    private static final Logger LOG = LogManager.getLogger();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final Function<Request, CompletionStage<HttpAnswer>> handler;

    private JsonServer(Vertx vertx, Certificate certificate, Function<Request, CompletionStage<HttpAnswer>> handler) {
        this.handler = handler;
        this.server = vertx.createHttpServer(certificate.forServer());
        server.requestHandler(this::receive);
    }

    /**
     * Returns when the port is open.
     *
     * @param handler called on the event loop, so it must not block
     */
    public static JsonServer start(
            Vertx vertx, Certificate certificate, Function<Request, CompletionStage<HttpAnswer>> handler) {
        JsonServer started = new JsonServer(vertx, certificate, handler);
        started.server
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return started;
    }

    /** Such as {@code https://localhost:41235}. */
    public URI url() {
        return URI.create("https://localhost:" + server.actualPort());
    }

    private void receive(HttpServerRequest request) {
        Context context = Vertx.currentContext();
        body(request).onSuccess(read -> {
            if (read.tooLarge()) {
                HttpAnswer.empty(413).send(request);
                return;
            }
            CompletionStage<HttpAnswer> answer;
            try {
                answer = handler.apply(new Request(
                        request.method().name(),
                        request.path(),
                        Map.of(),
                        request.params(),
                        request.headers(),
                        json(read.bytes())));
            } catch (IOException e) {
                HttpAnswer.empty(400).send(request);
                return;
            } catch (RuntimeException e) {
                answer = CompletableFuture.failedStage(e);
            }
            answer.whenComplete((good, failure) -> {
                if (failure != null) {
                    LOG.error("{} {}", request.method(), request.path(), failure);
                }
                context.runOnContext(now -> (failure == null ? good : HttpAnswer.empty(500)).send(request));
            });
        });
    }

    /** A WebSocket is made of a request that has not been read to its end. */
    private static Future<RequestBody.Read> body(HttpServerRequest request) {
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            return RequestBody.of(request);
        }
        request.pause();
        return Future.succeededFuture(new RequestBody.Read(Buffer.buffer(), false));
    }

    private static JsonNode json(Buffer body) throws IOException {
        return body.length() == 0 ? MissingNode.getInstance() : JSON.readTree(body.getBytes());
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
