package mtv.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.store.Key;
import mtv.sandbox.store.Meta;
import mtv.sandbox.store.Store;

import java.time.Clock;
import java.time.Duration;

/** The resources that are questions: who am I, whose token is this, may I. They are answered and not stored. */
final class Identity {

    private static final Duration TOKEN_LIFE = Duration.ofDays(1);

    private final Tokens tokens;
    private final Store store;
    private final Authorizer authorizer;
    private final Clock clock;

    Identity(Tokens tokens, Store store, Authorizer authorizer, Clock clock) {
        this.store = store;
        this.tokens = tokens;
        this.authorizer = authorizer;
        this.clock = clock;
    }

    void register(Router router) {
        router.at("GET /apis/user.openshift.io/v1/users/~", Identity::user)
                .at("POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews", this::accessReview)
                .at("POST /apis/authentication.k8s.io/v1/selfsubjectreviews", Identity::selfReview)
                .at("POST /apis/authentication.k8s.io/v1/tokenreviews", this::tokenReview)
                .subresource("create serviceaccounts/token", this::serviceAccountToken);
    }

    private static ApiResponse user(ApiRequest request) {
        ObjectNode user = Json.object().put("kind", "User").put("apiVersion", "user.openshift.io/v1");
        Meta.of(user).put("name", request.user());
        user.putArray("groups").add("system:authenticated");
        return ApiResponse.ok(user);
    }

    private ApiResponse accessReview(ApiRequest request) {
        ObjectNode review = (ObjectNode) request.json();
        JsonNode wanted = review.path("spec").path("resourceAttributes");
        String group = wanted.path("group").asText();
        String resource = wanted.path("resource").asText() + (group.isEmpty() ? "" : "." + group);
        boolean allowed = authorizer.allows(
                request.user(),
                wanted.path("verb").asText(),
                resource,
                wanted.path("namespace").asText());
        review.putObject("status").put("allowed", allowed);
        return ApiResponse.json(201, review);
    }

    private static ApiResponse selfReview(ApiRequest request) {
        ObjectNode review = (ObjectNode) request.json();
        describe(review.putObject("status").putObject("userInfo"), request.user());
        return ApiResponse.json(201, review);
    }

    private ApiResponse tokenReview(ApiRequest request) {
        ObjectNode review = (ObjectNode) request.json();
        ObjectNode status = review.putObject("status");
        String token = review.path("spec").path("token").asText();
        tokens.userOf(token)
                .ifPresentOrElse(
                        user -> describe(status.put("authenticated", true).putObject("user"), user),
                        () -> status.put("authenticated", false).put("error", "invalid bearer token"));
        return ApiResponse.json(201, review);
    }

    private ApiResponse serviceAccountToken(ApiRequest asked) {
        ResourcePath path = ResourcePath.of(asked.path()).orElseThrow();
        store.get(new Key(path.plural(), path.namespace(), path.name())).orElseThrow(ApiError::noSuchResource);
        ObjectNode request = Json.object().put("kind", "TokenRequest").put("apiVersion", "authentication.k8s.io/v1");
        String user = "system:serviceaccount:" + path.namespace() + ":" + path.name();
        request.putObject("status")
                .put("token", tokens.issue(user))
                .put("expirationTimestamp", clock.instant().plus(TOKEN_LIFE).toString());
        return ApiResponse.json(201, request);
    }

    private static void describe(ObjectNode info, String user) {
        info.put("username", user).putArray("groups").add("system:authenticated");
    }
}
