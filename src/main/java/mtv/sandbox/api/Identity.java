package mtv.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.store.Meta;

import java.util.ArrayList;
import java.util.List;

/** The resources that are questions: who am I, whose token is this, may I. They are answered and not stored. */
final class Identity {

    private static final String AUTHORIZATION = "/apis/authorization.k8s.io/v1/";
    private static final String AUTHENTICATION = "/apis/authentication.k8s.io/v1/";
    private static final List<String> RESOURCE_RULE = List.of("verbs", "apiGroups", "resources", "resourceNames");
    private static final List<String> PATH_RULE = List.of("verbs", "nonResourceURLs");

    private final Tokens tokens;
    private final Rbac rbac;

    Identity(Tokens tokens, Rbac rbac) {
        this.tokens = tokens;
        this.rbac = rbac;
    }

    void register(Router router) {
        router.at("GET /apis/user.openshift.io/v1/users/~", Identity::user)
                .at("POST " + AUTHORIZATION + "selfsubjectaccessreviews", request -> review(request, request.caller()))
                .at("POST " + AUTHORIZATION + "subjectaccessreviews", request -> review(request, named(request)))
                .at("POST " + AUTHORIZATION + "selfsubjectrulesreviews", this::rules)
                .at("POST " + AUTHENTICATION + "selfsubjectreviews", Identity::selfReview)
                .at("POST " + AUTHENTICATION + "tokenreviews", this::tokenReview)
                .on(
                        "create localsubjectaccessreviews.authorization.k8s.io",
                        request -> review(request, named(request)));
    }

    private static ApiResponse user(ApiRequest request) {
        ObjectNode user = Json.object().put("kind", "User").put("apiVersion", "user.openshift.io/v1");
        Meta.of(user).put("name", request.user());
        request.caller().groups().forEach(user.putArray("groups")::add);
        return ApiResponse.ok(user);
    }

    private ApiResponse review(ApiRequest request, Caller subject) {
        ObjectNode review = request.object();
        boolean allowed = rbac.allows(Access.of(subject, review.path("spec")));
        review.putObject("status").put("allowed", allowed);
        return ApiResponse.json(201, review);
    }

    /** Whom a review for somebody else is about: a user counts only as of the groups that are given with him. */
    private static Caller named(ApiRequest request) {
        JsonNode spec = request.object().path("spec");
        List<String> groups = new ArrayList<>();
        spec.path("groups").forEach(group -> groups.add(group.asText()));
        if (spec.path("user").asText().isEmpty() && groups.isEmpty()) {
            throw ApiError.badRequest("spec.user: at least one of user or group must be specified");
        }
        return new Caller(spec.path("user").asText(), groups);
    }

    private ApiResponse rules(ApiRequest request) {
        ObjectNode review = request.object();
        ObjectNode status = review.putObject("status");
        ArrayNode resources = status.putArray("resourceRules");
        ArrayNode paths = status.putArray("nonResourceRules");
        rbac.rules(request.caller(), review.path("spec").path("namespace").asText())
                .forEach(rule -> {
                    boolean resource = rule.has("resources");
                    ObjectNode shown = (resource ? resources : paths).addObject();
                    (resource ? RESOURCE_RULE : PATH_RULE)
                            .stream().filter(rule::has).forEach(field -> shown.set(field, rule.get(field)));
                });
        status.put("incomplete", false);
        return ApiResponse.json(201, review);
    }

    private static ApiResponse selfReview(ApiRequest request) {
        ObjectNode review = request.object();
        describe(review.putObject("status").putObject("userInfo"), request.caller());
        return ApiResponse.json(201, review);
    }

    private ApiResponse tokenReview(ApiRequest request) {
        ObjectNode review = request.object();
        ObjectNode status = review.putObject("status");
        String token = review.path("spec").path("token").asText();
        tokens.callerOf(token)
                .ifPresentOrElse(
                        user -> describe(status.put("authenticated", true).putObject("user"), user),
                        () -> status.put("authenticated", false).put("error", "invalid bearer token"));
        return ApiResponse.json(201, review);
    }

    private static void describe(ObjectNode info, Caller caller) {
        caller.groups().forEach(info.put("username", caller.name()).putArray("groups")::add);
    }
}
