package mtv.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import mtv.sandbox.OpenShift;
import mtv.sandbox.Sandbox;
import mtv.sandbox.http.Trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The bare wire, so that a client library's own cost is not measured. */
final class LoadClient {

    static final String PROVIDERS = "\"provider\":{\"source\":{\"name\":\"source\",\"namespace\":\"load\"},"
            + "\"destination\":{\"name\":\"destination\",\"namespace\":\"load\"}}";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http;
    private final URI url;
    private final String token;

    LoadClient(Sandbox sandbox) {
        OpenShift hub = sandbox.clusters().get(0);
        this.http = HttpClient.newBuilder().sslContext(Trust.in(hub.caPem())).build();
        this.url = hub.url();
        this.token = hub.token(OpenShift.ADMIN);
    }

    static String path(String plural) {
        return "/apis/forklift.konveyor.io/v1beta1/namespaces/load/" + plural;
    }

    /** Where MTV's Route leads. */
    String inventory() {
        String route = "/apis/route.openshift.io/v1/namespaces/openshift-mtv/routes/forklift-inventory";
        return "https://" + json(route).at("/spec/host").asText();
    }

    byte[] get(String path) {
        return send(request(path).GET());
    }

    JsonNode json(String path) {
        return parse(get(path));
    }

    void create(String plural, String body) {
        post(path(plural), body);
    }

    void post(String path, String body) {
        send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    void patch(String path, String body) {
        send(request(path)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
    }

    JsonNode awaitReady(String plural, String name) {
        return await(
                plural,
                name,
                object ->
                        object.at("/status/conditions").findValuesAsText("type").contains("Ready"));
    }

    void awaitConditions(String plural, String name) {
        await(plural, name, object -> !object.at("/status/conditions").isEmpty());
    }

    private JsonNode await(String plural, String name, Predicate<JsonNode> reached) {
        try (Stream<String> frames = lines(path(plural) + "?watch=1&fieldSelector=metadata.name=" + name)) {
            return frames.map(frame ->
                            parse(frame.getBytes(StandardCharsets.UTF_8)).path("object"))
                    .filter(reached)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Until the JVM ends. */
    void watch(String path, Runnable open, Consumer<JsonNode> told) {
        Thread reader = new Thread(
                () -> {
                    try (Stream<String> frames = lines(path)) {
                        open.run();
                        frames.forEach(frame -> told.accept(parse(frame.getBytes(StandardCharsets.UTF_8))));
                    } catch (UncheckedIOException e) {
                        // the sandbox has been closed
                    }
                },
                "load-watch");
        reader.setDaemon(true);
        reader.start();
    }

    private Stream<String> lines(String path) {
        try {
            return http.send(request(path).build(), HttpResponse.BodyHandlers.ofLines())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private byte[] send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(new String(answer.body(), StandardCharsets.UTF_8));
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
