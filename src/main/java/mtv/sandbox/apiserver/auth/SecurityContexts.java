package mtv.sandbox.apiserver.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.apiserver.object.Webhook;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.Caller;
import mtv.sandbox.apiserver.request.RequestAttributes;
import mtv.sandbox.store.Meta;
import mtv.sandbox.store.Store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Admits a pod if one of the cluster's SecurityContextConstraints allows what it asks for, and who creates it or its
 * service account may use that one. Of the constraints user, group of files, seccomp profiles and privilege count;
 * ranges of users are empty, since no namespace of the sandbox has any.
 */
public final class SecurityContexts {

    private static final String PLURAL = "securitycontextconstraints";
    private static final String GROUP = "security.openshift.io";
    private static final String CONTEXT = "securityContext";
    private static final String ANY = "RunAsAny";

    private final Store store;
    private final Rbac rbac;

    public SecurityContexts(Store store, Rbac rbac) {
        this.store = store;
        this.rbac = rbac;
    }

    /** @throws ApiError 403 when no constraint admits the pod */
    public void review(Webhook.Review review) {
        if (review.operation() != Webhook.Operation.CREATE) {
            return;
        }
        ObjectNode pod = review.object();
        String namespace = Meta.namespace(pod);
        Caller creator = Caller.of(review.user());
        Caller account = Caller.of(Caller.serviceAccount(
                namespace, pod.at("/spec/serviceAccountName").asText("default")));
        List<String> reasons = new ArrayList<>();
        for (ObjectNode constraints : store.list(PLURAL + "." + GROUP, "").objects()) {
            String refusal = mayUse(constraints, creator, namespace) || mayUse(constraints, account, namespace)
                    ? refusal(constraints, pod)
                    : "Forbidden: not usable by user or serviceaccount";
            if (refusal.isEmpty()) {
                return;
            }
            reasons.add("provider \"" + Meta.name(constraints) + "\": " + refusal);
        }
        // a cluster without any has no such admission
        if (!reasons.isEmpty()) {
            throw new ApiError(
                    403,
                    "Forbidden",
                    "pods \"" + Meta.name(pod) + "\" is forbidden: unable to validate against any security context"
                            + " constraint: " + reasons);
        }
    }

    private boolean mayUse(JsonNode constraints, Caller caller, String namespace) {
        return texts(constraints.path("users")).anyMatch(caller.name()::equals)
                || texts(constraints.path("groups")).anyMatch(caller.groups()::contains)
                || rbac.allows(new RequestAttributes(
                        caller, "use", GROUP, PLURAL, Meta.name((ObjectNode) constraints), namespace, ""));
    }

    /** Why the constraints do not allow the pod; empty when they do. */
    private static String refusal(JsonNode constraints, JsonNode pod) {
        boolean anyUser = allowsAny(constraints.path("runAsUser"));
        boolean anyGroup = allowsAny(constraints.path("fsGroup"));
        List<JsonNode> contexts = Stream.concat(
                        Stream.of(pod.at("/spec/" + CONTEXT)),
                        Stream.of("initContainers", "containers")
                                .flatMap(kind -> pod.path("spec").path(kind).valueStream())
                                .map(container -> container.path(CONTEXT)))
                .toList();
        return contexts.stream()
                .map(context -> refusal(constraints, context, anyUser, anyGroup))
                .filter(refusal -> !refusal.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String refusal(JsonNode constraints, JsonNode context, boolean anyUser, boolean anyGroup) {
        if (context.has("runAsUser") && !anyUser) {
            return "runAsUser: Invalid value: " + context.get("runAsUser") + ": must be in the ranges: []";
        }
        if (context.has("fsGroup") && !anyGroup) {
            return "fsGroup: Invalid value: [" + context.get("fsGroup") + "]: is not an allowed group";
        }
        String profile = seccomp(context.path("seccompProfile"));
        if (!profile.isEmpty() && !allowsProfile(constraints, profile)) {
            return "seccompProfile: Forbidden: " + profile + " is not an allowed seccomp profile";
        }
        return context.path("privileged").asBoolean()
                        && !constraints.path("allowPrivilegedContainer").asBoolean()
                ? "privileged: Invalid value: true: Privileged containers are not allowed"
                : "";
    }

    private static boolean allowsProfile(JsonNode constraints, String profile) {
        return texts(constraints.path("seccompProfiles"))
                .anyMatch(allowed -> allowed.equals("*") || allowed.equals(profile));
    }

    private static boolean allowsAny(JsonNode strategy) {
        return strategy.isMissingNode() || strategy.path("type").asText().equals(ANY);
    }

    /** In the words of constraints; empty when the pod leaves it to the cluster. */
    private static String seccomp(JsonNode profile) {
        return switch (profile.path("type").asText()) {
            case "RuntimeDefault" -> "runtime/default";
            case "Localhost" -> "localhost/" + profile.path("localhostProfile").asText();
            case "Unconfined" -> "unconfined";
            default -> "";
        };
    }

    private static Stream<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText);
    }
}
