package mtv.provider.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import mtv.await.Await;
import mtv.await.Stop;
import mtv.model.AnswerBody;
import mtv.record.RecordedConnection;
import mtv.settings.CaFile;
import mtv.settings.Credentials;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** JSON over HTTPS to servers that are not the Kubernetes API: MTV's inventory and the sources' own APIs. */
public final class HttpSession {

    /** The header by which a request to vCenter says which session it belongs to. */
    public static final String SESSION = "vmware-api-session-id";

    /** The header in which Keystone gives a token, and is told which one is meant. */
    public static final String SUBJECT_TOKEN = "X-Subject-Token";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(60);
    private static final SystemProxies PROXIES = new SystemProxies();

    private final HttpClient client;
    private final Duration limit;
    private final Stop stop;
    private final RecordedConnection wire;
    private final String server;

    private HttpSession(HttpClient client, Duration limit, Stop stop, RecordedConnection wire, String server) {
        this.stop = stop;
        this.wire = wire;
        this.server = server;
        this.client = client;
        this.limit = limit;
    }

    /**
     * @param trust whose certificates are good
     * @param limit how long an answer may take
     * @param stop from which on nothing is changed any more
     * @param wire looks on, or answers
     * @param server that the requests go to, as the wire calls it
     */
    public static HttpSession trusting(Trust trust, Duration limit, Stop stop, RecordedConnection wire, String server) {
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.managers(), new SecureRandom());
            return new HttpSession(
                    HttpClient.newBuilder()
                            .sslContext(tls)
                            .version(HttpClient.Version.HTTP_1_1)
                            .connectTimeout(CONNECT)
                            .proxy(PROXIES)
                            .build(),
                    limit,
                    stop,
                    wire,
                    server);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "cannot trust " + trust.caFile().map(CaFile::file).orElse(null) + ": " + e.getMessage(), e);
        }
    }

    /**
     * Whose certificates are good.
     *
     * @param skipVerify anybody's
     * @param caFile those who are signed by these, empty for the JDK's own; not looked at when verification is skipped
     */
    public record Trust(boolean skipVerify, Optional<CaFile> caFile) {

        private TrustManager[] managers() throws GeneralSecurityException, IOException {
            String certificates =
                    caFile.filter(any -> !skipVerify).map(CaFile::base64).orElse(null);
            return SSLUtils.trustManagers(certificates, null, skipVerify, null, null);
        }
    }

    /** The header by which a user says who he is. */
    public static Map<String, String> basic(Credentials login) {
        String credentials = login.username() + ":" + login.password().reveal();
        String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return Map.of("Authorization", "Basic " + encoded);
    }

    /**
     * @param body empty for none
     * @throws IOException when the server cannot be reached, with its address
     */
    public Answer send(String method, URI uri, Map<String, String> headers, String body) throws IOException {
        if (!method.equals("GET")) {
            stop.requireGoingOn(method + " " + uri.getPath());
        }
        return ask(method, uri, headers, body);
    }

    /** The same of a request that changes nothing whatever its method, so that a run that is stopped may send it. */
    public Answer ask(String method, URI uri, Map<String, String> headers, String body) throws IOException {
        String query = uri.getRawQuery();
        RecordedConnection.Request asked = new RecordedConnection.Request(
                server, method, uri.getRawPath() + (query == null ? "" : "?" + query), body);
        Optional<RecordedConnection.Answer> played = wire.answer(asked);
        if (played.isPresent()) {
            RecordedConnection.Answer answer = played.get();
            return new Answer(
                    answer.code(),
                    answer.body(),
                    Optional.of(answer.reason()).filter(reason -> !reason.isEmpty()),
                    Optional.of("recorded"),
                    uri);
        }
        wire.asked(asked);
        Answer answer;
        try {
            answer = request(method, uri, headers, body);
        } catch (IOException e) {
            wire.failed(asked);
            throw e;
        }
        wire.answered(
                asked,
                new RecordedConnection.Answer(
                        answer.status(), "", answer.reason().orElse(""), answer.body()));
        return answer;
    }

    /** A wait that ends when nothing may be changed any more. @param sentence completes "Waited until …" */
    public Await until(String sentence) {
        return Await.until(sentence, stop);
    }

    /** Whether nothing may be changed any more. */
    public boolean isStopped() {
        return stop.isStopped();
    }

    private Answer request(String method, URI uri, Map<String, String> headers, String body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(limit)
                .header("Accept", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        PROXIES.login(uri).forEach(request::header);
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == HttpURLConnection.HTTP_PROXY_AUTH) {
                // the proxy has opened no way, so the answer is its own and has no body
                throw new IOException("the proxy on the way refuses its user or password");
            }
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("X-Reason"),
                    response.headers()
                            .firstValue(SESSION)
                            .or(() -> response.headers().firstValue(SUBJECT_TOKEN)),
                    uri);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking " + uri.getHost(), e);
        } catch (IOException e) {
            throw new IOException("cannot reach " + uri.getScheme() + "://" + uri.getAuthority() + ": " + words(e), e);
        }
    }

    /** The JDK leaves some of its exceptions without a message. */
    private static String words(IOException e) {
        if (isCausedBy(e, UnresolvedAddressException.class)) {
            return "its name is unknown";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** Whether an error is none of a server or a network that comes back by itself. */
    public static boolean isLasting(IOException e) {
        return isCausedBy(e, CertificateException.class)
                || isCausedBy(e, UnresolvedAddressException.class)
                || isCausedBy(e, InterruptedException.class);
    }

    private static boolean isCausedBy(Throwable error, Class<? extends Exception> type) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
                .anyMatch(type::isInstance);
    }

    /**
     * @param reason header that MTV's inventory explains a 404 with
     * @param session header in which a vCenter names the session that it has begun, or Keystone its token
     * @param from what was asked
     */
    public record Answer(int status, String body, Optional<String> reason, Optional<String> session, URI from) {

        public boolean ok() {
            return status >= 200 && status < 300;
        }

        /** In words, when it is somebody's page instead of an API's answer. */
        public Optional<String> page() {
            return AnswerBody.page(body)
                    .map(page -> from.getScheme() + "://" + from.getAuthority() + from.getPath() + " answers " + status
                            + " with " + page);
        }

        /**
         * Nothing for an empty one.
         *
         * @throws IOException in words, when it is no JSON
         */
        public JsonNode json() throws IOException {
            Optional<String> page = page();
            if (page.isPresent()) {
                throw new IOException(page.get());
            }
            try {
                return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new IOException(
                        from.getScheme() + "://" + from.getAuthority() + from.getPath()
                                + " sends what is no JSON, or a part of it: " + e.getOriginalMessage(),
                        e);
            }
        }
    }
}
