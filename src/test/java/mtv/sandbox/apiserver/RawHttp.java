package mtv.sandbox.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import mtv.sandbox.clock.SandboxTime;
import mtv.sandbox.http.Trust;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;

/** A plain HTTP client, so that no client library stands between server and test. */
final class RawHttp {

    static final String AGENT = "raw-http";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI url;
    private final String token;

    RawHttp(URI url, String caPem, String token) {
        this.url = url;
        this.token = token;
        this.http = HttpClient.newBuilder().sslContext(Trust.in(caPem)).build();
    }

    /** Code, headers and body of an answer. */
    record Answer(int code, HttpHeaders headers, JsonNode body) {

        String reason() {
            return body.path("reason").asText();
        }
    }

    Answer get(String path) {
        return send("GET", path, null, "application/json");
    }

    Answer get(String path, String header, String value) {
        return exchange(request("GET", path, null, "application/json").header(header, value));
    }

    /** Asks for a table, as {@code kubectl get} does. */
    Answer table(String path) {
        return exchange(request("GET", path, null, "application/json")
                .header("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io,application/json"));
    }

    Answer send(String method, String path, String body) {
        return send(method, path, body, "application/json");
    }

    Answer send(String method, String path, String body, String contentType) {
        return exchange(request(method, path, body, contentType));
    }

    private Answer exchange(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), parse(response.body()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The frames of a watch, lazily; the stream ends with the answer. */
    Stream<JsonNode> lines(String path) {
        try {
            return http.send(
                            request("GET", path, null, "application/json").build(), HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .map(RawHttp::parse);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String method, String path, String body, String contentType) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(SandboxTime.HANG)
                .header("User-Agent", AGENT + "/1")
                .header("Content-Type", contentType)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static JsonNode parse(String text) {
        try {
            return text.startsWith("{")
                    ? JSON.readTree(text)
                    : JSON.getNodeFactory().textNode(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
