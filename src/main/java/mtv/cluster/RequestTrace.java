package mtv.cluster;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import mtv.model.AnswerBody;
import mtv.model.ApiFailure;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Keeps of the requests of a session what the library forgets when one of them fails: the address, and while somebody
 * logs in the answer, whatever it was.
 */
final class RequestTrace implements Interceptor {

    static final String NAME = "mtv-request-trace";

    private static final int KEPT = 4096;

    private volatile boolean loggingIn = true;
    private volatile Answer last = new Answer(0, null);
    private final StringBuffer body = new StringBuffer();

    private record Answer(int code, URI from) {}

    void loggedIn() {
        loggingIn = false;
        body.setLength(0);
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        last = new Answer(response.code(), request.uri());
    }

    @Override
    public AsyncBody.Consumer<List<ByteBuffer>> consumer(
            AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
        if (!loggingIn) {
            return consumer;
        }
        body.setLength(0);
        return (bytes, answer) -> {
            bytes.forEach(this::keep);
            consumer.consume(bytes, answer);
        };
    }

    private void keep(ByteBuffer bytes) {
        if (body.length() < KEPT) {
            body.append(StandardCharsets.UTF_8.decode(bytes.duplicate()));
        }
    }

    /** Exceptions without a stack are shared by all requests that fail alike. */
    @Override
    public void afterConnectionFailure(HttpRequest request, Throwable failure) {
        if (failure != null && failure.getStackTrace().length > 0) {
            ApiFailure.comesFrom(failure, request.method(), address(request.uri()));
        }
    }

    /** In words, if the last answer was a web page; one by which OAuth refuses somebody does not count. */
    Optional<String> webPage() {
        Answer answer = last;
        String text = body.toString();
        return answer.code() == 401 || !text.stripLeading().startsWith("<")
                ? Optional.empty()
                : AnswerBody.insteadOfJson(text)
                        .map(page -> address(answer.from()) + " answers " + answer.code() + " with " + page);
    }

    static String address(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
