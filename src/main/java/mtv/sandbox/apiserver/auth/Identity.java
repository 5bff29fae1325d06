package mtv.sandbox.apiserver.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.apiserver.request.Access;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.ApiRequest;
import mtv.sandbox.apiserver.request.Caller;
import mtv.sandbox.apiserver.request.Endpoint;
import mtv.sandbox.apiserver.request.Json;
import mtv.sandbox.http.Answer;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The resources that are questions: who am I, whose token is this, may I. They are answered and not stored. */
public final class Identity {

    private static final String AUTHORIZATION = "/apis/authorization.k8s.io/v1/";
    private static final String AUTHENTICATION = "/apis/authentication.k8s.io/v1/";
    private static final List<String> RULE =
            List.of("verbs", "apiGroups", "resources", "resourceNames", "nonResourceURLs");

    private final Tokens tokens;
    private final Rbac rbac;

    public Identity(Tokens tokens, Rbac rbac) {
        this.tokens = tokens;
        this.rbac = rbac;
    }

    /** By method and path. */
    public Map<String, Endpoint> endpoints() {
        return Map.of(
                "GET /apis/user.openshift.io/v1/users/~",
                Identity::user,
                "POST " + AUTHORIZATION + "selfsubjectaccessreviews",
                request -> review(request, request.caller()),
                "POST " + AUTHORIZATION + "subjectaccessreviews",
                this::reviewNamed,
                "POST " + AUTHORIZATION + "selfsubjectrulesreviews",
                this::rules,
                "POST " + AUTHENTICATION + "selfsubjectreviews",
                Identity::selfReview,
                "POST " + AUTHENTICATION + "tokenreviews",
                this::tokenReview);
    }

    /** Also of a {@code LocalSubjectAccessReview}. */
    public Answer reviewNamed(ApiRequest request) {
        return review(request, named(request));
    }

    private static Answer user(ApiRequest request) {
        return Answer.ok(Json.object(
                "kind",
                "User",
                "apiVersion",
                "user.openshift.io/v1",
                "metadata",
                Map.of("name", request.user()),
                "groups",
                request.caller().groups()));
    }

    private Answer review(ApiRequest request, Caller subject) {
        boolean allowed = rbac.allows(Access.of(subject, request.object().path("spec")));
        return reviewed(request, Json.object("allowed", allowed));
    }

    /** Whom a review for somebody else is about: a user counts only as of the groups that are given with him. */
    private static Caller named(ApiRequest request) {
        JsonNode spec = request.object().path("spec");
        List<String> groups =
                spec.path("groups").valueStream().map(JsonNode::asText).toList();
        if (spec.path("user").asText().isEmpty() && groups.isEmpty()) {
            throw ApiError.badRequest("spec.user: at least one of user or group must be specified");
        }
        return new Caller(spec.path("user").asText(), groups);
    }

    private Answer rules(ApiRequest request) {
        String namespace = request.object().path("spec").path("namespace").asText();
        Map<Boolean, List<ObjectNode>> rules = rbac.rules(request.caller(), namespace)
                .collect(Collectors.partitioningBy(
                        rule -> rule.has("resources"),
                        Collectors.mapping(rule -> ((ObjectNode) rule.deepCopy()).retain(RULE), Collectors.toList())));
        return reviewed(
                request,
                Json.object(
                        "resourceRules", rules.get(true),
                        "nonResourceRules", rules.get(false),
                        "incomplete", false));
    }

    private static Answer selfReview(ApiRequest request) {
        return reviewed(request, Json.object("userInfo", described(request.caller())));
    }

    private Answer tokenReview(ApiRequest request) {
        String token = request.object().path("spec").path("token").asText();
        return reviewed(
                request,
                tokens.callerOf(token)
                        .map(user -> Json.object("authenticated", true, "user", described(user)))
                        .orElseGet(() -> Json.object("authenticated", false, "error", "invalid bearer token")));
    }

    private static ObjectNode described(Caller caller) {
        return Json.object("username", caller.name(), "groups", caller.groups());
    }

    private static Answer reviewed(ApiRequest request, ObjectNode status) {
        return Answer.of(201, request.object().set("status", status));
    }
}
