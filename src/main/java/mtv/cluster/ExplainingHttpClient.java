package mtv.cluster;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.WebSocket;
import mtv.await.WaitException;
import mtv.model.AnswerBody;
import mtv.model.ApiFailure;
import mtv.model.serialization.ModelSerialization;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Says of every request that fails what was asked of which address, and the deepest cause. The library itself drops the
 * one or the other in most cases; so each of its exceptions is made here, before it can.
 */
final class ExplainingHttpClient implements HttpClient {

    private final HttpClient client;
    private final HttpClient once;
    private final RequestRetries retries;

    private ExplainingHttpClient(HttpClient client, RequestRetries retries) {
        this.client = client;
        this.once = withoutRetries(client);
        this.retries = retries;
    }

    /** The library's own retries know neither the method of a request nor the rest of a body. */
    private static HttpClient withoutRetries(HttpClient client) {
        RequestConfig usual = client instanceof Interceptor.RequestTags tags ? tags.getTag(RequestConfig.class) : null;
        RequestConfigBuilder config = usual == null ? new RequestConfigBuilder() : new RequestConfigBuilder(usual);
        return client.newBuilder()
                .tag(config.withRequestRetryBackoffLimit(0).build())
                .build();
    }

    /**
     * @param usual makes the clients that are explained
     * @param retries what is sent again
     */
    static HttpClient.Factory factory(HttpClient.Factory usual, RequestRetries retries) {
        return new HttpClient.Factory() {
            @Override
            public Builder newBuilder(Config config) {
                return explaining(Builder.class, usual.newBuilder(config), retries);
            }

            @Override
            public Builder newBuilder() {
                return explaining(Builder.class, usual.newBuilder(), retries);
            }
        };
    }

    /** A builder of the same type whose clients are explained. */
    private static <T extends DerivedClientBuilder> T explaining(Class<T> type, T builder, RequestRetries retries) {
        return type.cast(Proxy.newProxyInstance(
                ExplainingHttpClient.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        Object result = method.invoke(builder, arguments);
                        return result instanceof HttpClient built
                                ? new ExplainingHttpClient(built, retries)
                                : result == builder ? self : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** Of the answers to others than the API itself, which are texts, the library judges by itself. */
    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, Class<T> type) {
        return retries.send(request, () -> once.sendAsync(request, type)).thenApply(outcome -> {
            if (outcome.failure() != null) {
                throw failed(request, outcome.failure(), outcome.efforts());
            }
            HttpResponse<T> response = outcome.response();
            if (response.body() instanceof byte[] body && !response.isSuccessful()) {
                throw refused(request, response.code(), body, outcome.efforts());
            }
            return response;
        });
    }

    private static KubernetesClientException failed(HttpRequest request, Throwable failure, String efforts) {
        Throwable cause =
                failure.getCause() != null && failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof KubernetesClientException told) {
            return told;
        }
        if (cause instanceof WaitException stopped) {
            return new KubernetesClientException(stopped.getMessage(), stopped);
        }
        return new KubernetesClientException(
                tried(request) + ApiFailure.cause(cause) + efforts, cause, -1, null, request);
    }

    /** Has a status only where it is the API's own, and not somebody's before it. */
    private static KubernetesClientException refused(HttpRequest request, int code, byte[] body, String efforts) {
        Status said = status(body).withCode(code).build();
        boolean api = AnswerBody.insteadOfJson(new String(body, StandardCharsets.UTF_8))
                .isEmpty();
        return new KubernetesClientException(
                tried(request) + ApiFailure.answered(code, said) + efforts, null, code, api ? said : null, request);
    }

    /** What is no status is its message. */
    private static StatusBuilder status(byte[] body) {
        try {
            String text = new String(body, StandardCharsets.UTF_8);
            return text.isBlank()
                    ? new StatusBuilder()
                    : new StatusBuilder(ModelSerialization.shared().unmarshal(text, Status.class));
        } catch (RuntimeException e) {
            return new StatusBuilder().withMessage(ApiFailure.words(e));
        }
    }

    private static String tried(HttpRequest request) {
        return request.method() + " " + RequestTrace.address(request.uri()) + ": ";
    }

    @Override
    public CompletableFuture<HttpResponse<AsyncBody>> consumeBytes(
            HttpRequest request, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        return client.consumeBytes(request, consumer);
    }

    @Override
    public DerivedClientBuilder newBuilder() {
        return explaining(DerivedClientBuilder.class, client.newBuilder(), retries);
    }

    @Override
    public WebSocket.Builder newWebSocketBuilder() {
        return client.newWebSocketBuilder();
    }

    @Override
    public HttpRequest.Builder newHttpRequestBuilder() {
        return client.newHttpRequestBuilder();
    }

    @Override
    public boolean isClosed() {
        return client.isClosed();
    }

    @Override
    public void close() {
        client.close();
    }
}
