package mtv.sandbox.apiserver.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.apiserver.auth.Tokens;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.ApiRequest;
import mtv.sandbox.apiserver.request.Caller;
import mtv.sandbox.apiserver.request.ResourcePath;
import mtv.sandbox.http.HttpAnswer;
import mtv.sandbox.store.Event;
import mtv.sandbox.store.Key;
import mtv.sandbox.store.Kind;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;

/**
 * The two ways to a token of a service account: asking for one that ends, or a Secret of that type, which is filled
 * with one that does not. Both are worth nothing when the account is gone.
 */
public final class ServiceAccountTokens {

    private static final String RESOURCE = "serviceaccounts";
    private static final String TYPE = "kubernetes.io/service-account-token";
    private static final String OWNER = "kubernetes.io/service-account.name";
    private static final long ORDINARY_LIFE = Duration.ofHours(1).toSeconds();
    private static final long SHORTEST_LIFE = Duration.ofMinutes(10).toSeconds();

    private final Clock clock;
    private final String caPem;
    private final ControllerContext context;
    private final Tokens tokens;

    /** @param caPem what clients of the API are to verify it against */
    public ServiceAccountTokens(ControllerContext context, Tokens tokens, Clock clock, String caPem) {
        this.clock = clock;
        this.caPem = caPem;
        this.context = context.as("kube-system:tokens-controller");
        this.tokens = tokens;
    }

    public void observe(Event event) {
        Key key = event.key();
        boolean deleted = event.type() == Event.Type.DELETED;
        if (deleted && RESOURCE.equals(key.resource())) {
            tokens.revokeAll(Caller.serviceAccount(key.namespace(), key.name()));
        } else if (!deleted && awaitsToken(event.object())) {
            context.later(() -> fill(key, event.object()));
        }
    }

    private static boolean awaitsToken(JsonNode object) {
        return TYPE.equals(object.path("type").asText()) && !object.path("data").has("token");
    }

    private void fill(Key key, JsonNode secret) {
        String account = secret.path("metadata").path("annotations").path(OWNER).asText();
        if (context.find(new Key(RESOURCE, key.namespace(), account)).isEmpty()) {
            return;
        }
        Map<String, String> data = Map.of(
                "token", tokens.issue(Caller.serviceAccount(key.namespace(), account)),
                "ca.crt", caPem,
                "namespace", key.namespace());
        context.change(
                key,
                filled -> data.forEach((name, text) -> filled.withObjectProperty("data")
                        .put(name, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))));
    }

    /** {@code POST …/serviceaccounts/NAME/token} */
    public HttpAnswer token(ApiRequest asked) {
        ResourcePath path = ResourcePath.of(asked.path()).orElseThrow();
        Kind accounts = context.kind(RESOURCE);
        context.find(accounts.key(path.namespace(), path.name()))
                .orElseThrow(() -> ApiError.notFound(accounts, path.name()));
        ObjectNode request = asked.object();
        long seconds = request.path("spec").path("expirationSeconds").asLong(ORDINARY_LIFE);
        if (seconds < SHORTEST_LIFE) {
            String message = "Invalid value: " + seconds + ": may not specify a duration less than 10 minutes";
            throw ApiError.invalid(accounts, path.name(), "FieldValueInvalid", "spec.expirationSeconds", message);
        }
        Instant end = clock.instant().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS);
        Caller account = Caller.of(Caller.serviceAccount(path.namespace(), path.name()));
        request.put("kind", "TokenRequest").put("apiVersion", "authentication.k8s.io/v1");
        request.withObjectProperty("spec").put("expirationSeconds", seconds);
        request.putObject("status").put("token", tokens.issue(account, end)).put("expirationTimestamp", end.toString());
        return HttpAnswer.of(201, request);
    }
}
