package mtv.sandbox.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import mtv.sandbox.OpenShift;
import mtv.sandbox.http.Trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers and watch events as they come over the wire, without a client library that repeats requests. */
final class WireClient {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int QUESTIONS = 3;
    private static final Duration SLOW = Duration.ofMillis(1500);

    private final OpenShift cluster;
    private final HttpClient http;
    private final Map<String, CompletableFuture<Seen>> asked = new ConcurrentHashMap<>();
    private final Map<String, Frames> watches = new ConcurrentHashMap<>();

    /** Codes of all answers to the repeated request, and more facts of the first answer. */
    private record Seen(String codes, String retryAfter, boolean slow) {}

    private record Frames(List<String> frames, CompletableFuture<?> end) {

        /** All frames in one line, such as {@code ADDED m, ADDED z, broken}. */
        JsonNode seen() {
            List<String> all = new ArrayList<>(frames);
            all.add(!end.isDone() ? "open" : end.isCompletedExceptionally() ? "broken" : "closed");
            return JSON.valueToTree(Map.of("seen", String.join(", ", all)));
        }
    }

    WireClient(OpenShift cluster) {
        this.cluster = cluster;
        this.http =
                HttpClient.newBuilder().sslContext(Trust.in(cluster.caPem())).build();
    }

    JsonNode get(URI uri) {
        HttpResponse<String> answer = http.sendAsync(request(uri, token()).build(), BodyHandlers.ofString())
                .join();
        try {
            return JSON.createObjectNode()
                    .put("code", answer.statusCode())
                    .set("body", answer.statusCode() == 200 ? JSON.readTree(answer.body()) : null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String token() {
        return cluster.token(OpenShift.ADMIN);
    }

    private static HttpRequest.Builder request(URI uri, String token) {
        return HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .header("User-Agent", "wire");
    }

    /** Starts the requests or the watch of the line. */
    void begin(Symptom line) {
        String name = line.name();
        String maps = "/api/v1/namespaces/" + name + "/configmaps";
        if (line.is("watch")) {
            watches.put(name, watch(URI.create(cluster.url() + maps + "?watch=1")));
        } else if (line.is("wire")) {
            String path = line.is("login") ? "/oauth/authorize?response_type=token" : maps + "/m";
            HttpRequest.Builder question = request(URI.create(cluster.url() + path), token());
            if (line.is("put")) {
                String body = "{\"metadata\": {\"name\": \"m\", \"namespace\": \"%s\"}}".formatted(name);
                question.header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body));
            }
            asked.put(name, ask(question.build(), new Seen("", "", false), QUESTIONS));
        }
    }

    private CompletableFuture<Seen> ask(HttpRequest question, Seen before, int times) {
        long start = System.nanoTime();
        return http.sendAsync(question, BodyHandlers.ofString())
                .handle((answer, broken) -> {
                    String code = broken == null ? String.valueOf(answer.statusCode()) : "broken";
                    boolean slow = System.nanoTime() - start >= SLOW.toNanos();
                    return before.codes().isEmpty()
                            ? new Seen(code, broken == null ? retryAfter(answer) : "", slow)
                            : new Seen(before.codes() + " " + code, before.retryAfter(), before.slow());
                })
                .thenCompose(
                        seen -> times == 1 ? CompletableFuture.completedFuture(seen) : ask(question, seen, times - 1));
    }

    private static String retryAfter(HttpResponse<?> answer) {
        return answer.headers().firstValue("Retry-After").orElse("");
    }

    private Frames watch(URI uri) {
        List<String> frames = new CopyOnWriteArrayList<>();
        CompletableFuture<?> end = http.sendAsync(request(uri, token()).build(), BodyHandlers.ofLines())
                .thenCompose(answer -> CompletableFuture.runAsync(() -> {
                    if (answer.statusCode() == 200) {
                        answer.body().forEach(line -> frames.add(frame(line)));
                    } else {
                        frames.add(String.valueOf(answer.statusCode()));
                    }
                }));
        return new Frames(frames, end);
    }

    private static String frame(String line) {
        try {
            JsonNode event = JSON.readTree(line);
            String what = event.path("type").asText() + " "
                    + event.at("/object/metadata/name").asText();
            return what.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode answers(String name) {
        return JSON.valueToTree(asked.get(name).join());
    }

    JsonNode watched(String name) {
        return watches.get(name).seen();
    }
}
