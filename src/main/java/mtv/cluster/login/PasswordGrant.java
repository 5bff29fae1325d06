package mtv.cluster.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.TokenRefreshInterceptor;
import mtv.settings.Login;
import mtv.settings.value.Secret;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** OpenShift's OAuth, which gives a token for a password, as oc login does it. */
public final class PasswordGrant implements TokenIssuer {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** OAuth names the page on which a person gets a token, in a Link or in a Warning. */
    private static final Pattern PAGE = Pattern.compile("https?://[^\\s<>\"]+");

    private final HttpClient http;
    private final URI api;
    private final Login.Password login;

    /** @param http without its token, which is what is missing */
    public PasswordGrant(HttpClient http, URI api, Login.Password login) {
        this.http = http.newBuilder()
                .addOrReplaceInterceptor(SessionToken.NAME, null)
                .addOrReplaceInterceptor(TokenRefreshInterceptor.NAME, null)
                .build();
        this.api = api;
        this.login = login;
    }

    @Override
    public CompletableFuture<IssuedToken> issue() {
        URI metadata = api.resolve("/.well-known/oauth-authorization-server");
        return http.sendAsync(request(metadata).build(), String.class)
                .thenCompose(this::authorize)
                .thenApply(this::granted);
    }

    private HttpRequest.Builder request(URI uri) {
        return http.newHttpRequestBuilder().uri(uri);
    }

    private CompletableFuture<HttpResponse<String>> authorize(HttpResponse<String> metadata) {
        if (metadata.code() == HttpURLConnection.HTTP_NOT_FOUND) {
            throw new LoginException(LoginException.Kind.NO_OAUTH, "there is no OAuth server");
        }
        if (!metadata.isSuccessful()) {
            throw odd(metadata);
        }
        String endpoint = json(metadata).path("authorization_endpoint").asText();
        if (endpoint.isEmpty()) {
            throw new LoginException(LoginException.Kind.NO_OAUTH, "there is no OAuth server");
        }
        byte[] pair = (login.username() + ":" + login.password().reveal()).getBytes(StandardCharsets.UTF_8);
        return http.sendAsync(
                request(URI.create(endpoint + "?client_id=openshift-challenging-client&response_type=token"))
                        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair))
                        .header("X-CSRF-Token", "1")
                        .build(),
                String.class);
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(Objects.requireNonNullElse(response.body(), ""));
        } catch (IOException e) {
            throw odd(response);
        }
    }

    private static KubernetesClientException odd(HttpResponse<String> response) {
        HttpRequest asked = response.request();
        return new KubernetesClientException(
                asked.method() + " " + asked.uri() + ": it answered " + response.code(), response.code(), null);
    }

    private IssuedToken granted(HttpResponse<String> last) {
        HttpResponse<?> answer =
                last.previousResponse().isPresent() ? last.previousResponse().get() : last;
        Optional<String> location = answer.headers("Location").stream().findFirst();
        Map<String, String> granted = location.map(PasswordGrant::fragment).orElse(Map.of());
        if (granted.containsKey("access_token")) {
            return IssuedToken.granted(
                    new Secret(granted.get("access_token")),
                    Optional.ofNullable(granted.get("expires_in"))
                            .filter(seconds -> seconds.matches("[1-9][0-9]{0,9}"))
                            .map(Long::parseLong)
                            .map(Duration::ofSeconds));
        }
        boolean unauthorized = answer.code() == HttpURLConnection.HTTP_UNAUTHORIZED;
        boolean asksForPassword = answer.headers("WWW-Authenticate").stream().anyMatch(how -> how.startsWith("Basic"));
        if (unauthorized && asksForPassword) {
            throw new LoginException(LoginException.Kind.REFUSED, "OAuth refuses user and password");
        }
        if (unauthorized || location.isPresent()) {
            throw new LoginException(LoginException.Kind.NO_PASSWORD_GRANT, page(answer));
        }
        throw odd(last);
    }

    private String page(HttpResponse<?> answer) {
        return List.of("Link", "Warning").stream()
                .flatMap(name -> answer.headers(name).stream())
                .map(PAGE::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst()
                .orElse("the page \"Copy login command\" of the console");
    }

    private static Map<String, String> fragment(String location) {
        int hash = location.indexOf('#');
        return hash < 0
                ? Map.of()
                : Arrays.stream(location.substring(hash + 1).split("&"))
                        .map(pair -> pair.split("=", 2))
                        .filter(pair -> pair.length == 2)
                        .collect(Collectors.toMap(pair -> pair[0], pair -> decoded(pair[1]), (first, again) -> first));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
