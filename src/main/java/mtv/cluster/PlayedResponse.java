package mtv.cluster;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.StandardHttpHeaders;
import mtv.record.RecordedConnection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An answer from a recording, as the client library takes it. */
final class PlayedResponse extends StandardHttpHeaders implements HttpResponse<AsyncBody>, AsyncBody {

    private final HttpRequest request;
    private final RecordedConnection.Answer answer;
    private final AsyncBody.Consumer<List<ByteBuffer>> consumer;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private boolean consumed;

    PlayedResponse(
            HttpRequest request, RecordedConnection.Answer answer, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        super(
                answer.date().isEmpty()
                        ? Map.of("Content-Type", List.of("application/json"))
                        : Map.of("Content-Type", List.of("application/json"), "Date", List.of(answer.date())));
        this.request = request;
        this.answer = answer;
        this.consumer = consumer;
    }

    @Override
    public int code() {
        return answer.code();
    }

    @Override
    public AsyncBody body() {
        return this;
    }

    @Override
    public HttpRequest request() {
        return request;
    }

    @Override
    public Optional<HttpResponse<?>> previousResponse() {
        return Optional.empty();
    }

    @Override
    public void consume() {
        if (consumed) {
            done.complete(null);
            return;
        }
        consumed = true;
        try {
            consumer.consume(List.of(ByteBuffer.wrap(answer.body().getBytes(StandardCharsets.UTF_8))), this);
            done.complete(null);
        } catch (Exception e) {
            done.completeExceptionally(e);
        }
    }

    @Override
    public CompletableFuture<Void> done() {
        return done;
    }

    @Override
    public void cancel() {
        done.cancel(false);
    }
}
