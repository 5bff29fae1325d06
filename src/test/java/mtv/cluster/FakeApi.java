package mtv.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import mtv.settings.ClusterCredentials;
import mtv.settings.Login;
import mtv.settings.value.Secret;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An API that answers whatever the test wants, even what no real API would. Everybody is its user {@code tester}. */
public final class FakeApi implements AutoCloseable {

    /** Who asks, which a login looks for. */
    static final String USER = "/apis/user.openshift.io/v1/users/~";

    private static final String TESTER = """
            {"apiVersion": "user.openshift.io/v1", "kind": "User", "metadata": {"name": "tester"}}""";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Answer> answers = new ConcurrentHashMap<>(Map.of(USER, Answer.json(TESTER)));
    private final Map<String, List<String>> events = new ConcurrentHashMap<>();
    private final Map<String, Integer> refused = new ConcurrentHashMap<>();
    private final Map<String, Deque<Integer>> first = new ConcurrentHashMap<>();

    /** The answer to a request. */
    public record Answer(int status, String type, String body) {

        public static Answer json(String body) {
            return new Answer(200, "application/json", body);
        }

        public static Answer page(int status, String title) {
            return new Answer(
                    status, "text/html", "<!DOCTYPE html>\n<html><head><title>" + title + "</title></head></html>");
        }
    }

    public FakeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Gives this answer to every request. */
    public FakeApi saysEverywhere(Answer answer) {
        answers.clear();
        return says("", answer);
    }

    public FakeApi says(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    /** @param lines of a watch, which stays open afterwards */
    public FakeApi shows(String path, List<String> lines) {
        events.put(path, lines);
        return this;
    }

    /** Answers so many requests of a path with this status, and the others as usual. */
    FakeApi saysFirst(String path, int status, int times) {
        first.put(path, new ConcurrentLinkedDeque<>(Collections.nCopies(times, status)));
        return this;
    }

    public ClusterCredentials access() {
        return new ClusterCredentials(
                ClusterCredentials.Role.HUB,
                Optional.of(url()),
                Optional.of(new Login.Token(new Secret("sha256~token"))),
                false,
                Optional.empty());
    }

    public Cluster connect() {
        return Cluster.connect(access(), "openshift-mtv");
    }

    /** Refuses watches of a path with this status. */
    public FakeApi refusesWatches(String path, int status) {
        refused.put(path, status);
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        Integer status = first.getOrDefault(path, new ConcurrentLinkedDeque<>()).poll();
        try (exchange) {
            if (status != null) {
                exchange.sendResponseHeaders(status, -1);
            } else if (query.contains("watch=true") && refused.containsKey(path)) {
                exchange.sendResponseHeaders(refused.get(path), -1);
            } else if (query.contains("watch=true") && events.containsKey(path)) {
                watch(exchange, path);
            } else {
                answer(
                        exchange,
                        answers.getOrDefault(path, answers.getOrDefault("", new Answer(404, "text/plain", ""))));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private void watch(HttpExchange exchange, String path) throws IOException, InterruptedException {
        boolean socket = exchange.getRequestHeaders().containsKey("Upgrade");
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, socket ? -1 : 0);
        if (!socket) {
            OutputStream body = exchange.getResponseBody();
            for (String line : events.get(path)) {
                body.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
            body.flush();
            closed.await();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
