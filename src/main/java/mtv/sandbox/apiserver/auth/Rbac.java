package mtv.sandbox.apiserver.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.apiserver.request.Caller;
import mtv.sandbox.apiserver.request.RequestAttributes;
import mtv.sandbox.store.Key;
import mtv.sandbox.store.Meta;
import mtv.sandbox.store.Store;

import java.util.Optional;
import java.util.stream.Stream;

/** Decides by the stored roles and bindings who may do what; what no rule allows is forbidden. */
public final class Rbac {

    private static final String GROUP = ".rbac.authorization.k8s.io";

    private final Store store;

    public Rbac(Store store) {
        this.store = store;
    }

    public boolean allows(RequestAttributes access) {
        return access.caller().groups().contains(Caller.MASTERS)
                || rules(access.caller(), access.namespace()).anyMatch(rule -> covers(rule, access));
    }

    /** Everything that is granted to a user in a namespace, the cluster's bindings included. */
    Stream<JsonNode> rules(Caller caller, String namespace) {
        Stream<ObjectNode> everywhere = list("clusterrolebindings", "");
        Stream<ObjectNode> here = namespace.isEmpty() ? Stream.empty() : list("rolebindings", namespace);
        return Stream.concat(everywhere, here)
                .filter(binding -> binding.path("subjects")
                        .valueStream()
                        .anyMatch(subject -> means(subject, caller, Meta.namespace(binding))))
                .flatMap(binding -> role(binding).stream())
                .flatMap(role -> role.path("rules").valueStream());
    }

    private Stream<ObjectNode> list(String plural, String namespace) {
        return store.list(plural + GROUP, namespace).objects().stream();
    }

    private Optional<ObjectNode> role(ObjectNode binding) {
        JsonNode ref = binding.path("roleRef");
        boolean local = "Role".equals(ref.path("kind").asText());
        String name = ref.path("name").asText();
        return store.get(
                local
                        ? new Key("roles" + GROUP, Meta.namespace(binding), name)
                        : new Key("clusterroles" + GROUP, "", name));
    }

    private static boolean means(JsonNode subject, Caller caller, String bindingNamespace) {
        String name = subject.path("name").asText();
        return switch (subject.path("kind").asText()) {
            case "User" -> name.equals(caller.name());
            case "Group" -> caller.groups().contains(name);
            case "ServiceAccount" ->
                Caller.serviceAccount(subject.path("namespace").asText(bindingNamespace), name)
                        .equals(caller.name());
            default -> false;
        };
    }

    private static boolean covers(JsonNode rule, RequestAttributes access) {
        if (!contains(rule.path("verbs"), access.verb())) {
            return false;
        }
        if (!access.path().isEmpty()) {
            return texts(rule.path("nonResourceURLs"))
                    .anyMatch(url -> url.endsWith("*")
                            ? access.path().startsWith(url.substring(0, url.length() - 1))
                            : access.path().equals(url));
        }
        JsonNode names = rule.path("resourceNames");
        return contains(rule.path("apiGroups"), access.group())
                && (names.isEmpty() || texts(names).anyMatch(access.name()::equals))
                && (contains(rule.path("resources"), access.resource())
                        || anyWithSubresource(rule.path("resources"), access.resource()));
    }

    /** {@code *}{@code /scale} stands for that subresource of everything. */
    private static boolean anyWithSubresource(JsonNode resources, String resource) {
        int slash = resource.indexOf('/');
        return slash > 0 && texts(resources).anyMatch(("*" + resource.substring(slash))::equals);
    }

    private static boolean contains(JsonNode list, String value) {
        return texts(list).anyMatch(text -> text.equals("*") || text.equals(value));
    }

    private static Stream<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText);
    }
}
