package mtv.acceptance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.parsetools.RecordParser;
import mtv.sandbox.OpenShift;
import mtv.sandbox.Sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A plain HTTP client with native TLS, so that measurements contain as little of the client's own cost as possible. */
public final class LoadClient implements AutoCloseable {

    public static final String PROVIDERS = "\"provider\":{\"source\":{\"name\":\"source\",\"namespace\":\"load\"},"
            + "\"destination\":{\"name\":\"destination\",\"namespace\":\"load\"}}";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http;
    private final URI url;
    private final String token;

    public LoadClient(Sandbox sandbox) {
        OpenShift hub = sandbox.clusters().get(0);
        HttpClientOptions options = new HttpClientOptions()
                .setSsl(true)
                .setMaxPoolSize(100)
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(hub.caPem())));
        if (OpenSSLEngineOptions.isAvailable()) {
            options.setSslEngineOptions(new OpenSSLEngineOptions());
        }
        this.http = vertx.createHttpClient(options);
        this.url = hub.url();
        this.token = hub.token(OpenShift.ADMIN);
    }

    public static String path(String plural) {
        return "/apis/forklift.konveyor.io/v1beta1/namespaces/load/" + plural;
    }

    /** The url of the inventory, taken from MTV's Route. */
    public String inventory() {
        String route = "/apis/route.openshift.io/v1/namespaces/openshift-mtv/routes/forklift-inventory";
        return "https://" + json(route).at("/spec/host").asText();
    }

    /** Reads an answer to its end without keeping it, and returns its size. */
    public long drain(String path) {
        return join(ask(HttpMethod.GET, path, "", Buffer.buffer()).compose(answer -> {
            AtomicLong bytes = new AtomicLong();
            answer.handler(part -> bytes.addAndGet(part.length()));
            return answer.end().map(end -> bytes.get());
        }));
    }

    public JsonNode json(String path) {
        return parse(join(ask(HttpMethod.GET, path, "", Buffer.buffer()).compose(HttpClientResponse::body)));
    }

    public void create(String plural, String body) {
        post(path(plural), body);
    }

    public void post(String path, String body) {
        join(ask(HttpMethod.POST, path, "application/json", Buffer.buffer(body)).compose(HttpClientResponse::end));
    }

    public void patch(String path, String body) {
        join(ask(HttpMethod.PATCH, path, "application/merge-patch+json", Buffer.buffer(body))
                .compose(HttpClientResponse::end));
    }

    public JsonNode awaitReady(String plural, String name) {
        return await(
                plural,
                name,
                object ->
                        object.at("/status/conditions").findValuesAsText("type").contains("Ready"));
    }

    public void awaitConditions(String plural, String name) {
        await(plural, name, object -> !object.at("/status/conditions").isEmpty());
    }

    private JsonNode await(String plural, String name, Predicate<JsonNode> reached) {
        Promise<JsonNode> seen = Promise.promise();
        watch(path(plural) + "?watch=1&fieldSelector=metadata.name=" + name, () -> {}, frame -> {
            if (reached.test(frame.path("object"))) {
                seen.tryComplete(frame.path("object"));
            }
        });
        return join(seen.future());
    }

    /** Until the client is closed. */
    public void watch(String path, Runnable open, Consumer<JsonNode> told) {
        ask(HttpMethod.GET, path, "", Buffer.buffer()).onSuccess(answer -> {
            open.run();
            answer.handler(RecordParser.newDelimited("\n", frame -> told.accept(parse(frame))));
        });
    }

    private Future<HttpClientResponse> ask(HttpMethod method, String path, String type, Buffer body) {
        RequestOptions request = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(url.resolve(path).toString())
                .putHeader("Authorization", "Bearer " + token)
                .putHeader("Content-Type", type);
        return http.request(request)
                .compose(sent -> sent.send(body))
                .compose(answer -> answer.statusCode() < 300
                        ? Future.succeededFuture(answer)
                        : answer.body().map(why -> {
                            throw new IllegalStateException(why.toString());
                        }));
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private static JsonNode parse(Buffer json) {
        try {
            return JSON.readTree(json.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        join(vertx.close());
    }
}
