package mtv.sandbox.apiserver.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.ApiRequest;
import mtv.sandbox.apiserver.request.Json;
import mtv.sandbox.http.HttpAnswer;
import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Kinds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lists for clients which groups, versions and kinds there are, and what runs here. */
public final class Discovery {

    public static final JsonNode VERSION = Json.resource("version.json");

    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    private final Kinds kinds;

    public Discovery(Kinds kinds) {
        this.kinds = kinds;
    }

    public static HttpAnswer core(ApiRequest request) {
        return HttpAnswer.ok(Json.object(
                "kind", "APIVersions",
                "versions", List.of("v1"),
                "serverAddressByClientCIDRs",
                        List.of(Map.of("clientCIDR", "0.0.0.0/0", "serverAddress", request.header("Host")))));
    }

    public HttpAnswer groups(ApiRequest request) {
        Map<String, ObjectNode> groups = new TreeMap<>();
        kinds.all().stream()
                .filter(kind -> !kind.group().isEmpty())
                .forEach(kind -> groups.put(kind.group(), group(kind)));
        return HttpAnswer.ok(Json.object("kind", "APIGroupList", "apiVersion", "v1", "groups", groups.values()));
    }

    /** A group, or the resources of one of its versions. */
    public HttpAnswer below(ApiRequest request) {
        String[] parts = request.path().split("/");
        boolean core = "api".equals(parts[1]);
        String group = core ? "" : parts[2];
        String version = core ? parts[2] : parts.length > 3 ? parts[3] : "";
        List<Kind> found = kinds.all().stream()
                .filter(kind -> kind.group().equals(group)
                        && (version.isEmpty() || kind.version().equals(version)))
                .toList();
        if (found.isEmpty() || parts.length > (core ? 3 : 4)) {
            throw ApiError.noSuchResource();
        }
        return HttpAnswer.ok(
                version.isEmpty()
                        ? group(found.get(0)).put("kind", "APIGroup").put("apiVersion", "v1")
                        : resources(found));
    }

    /** Every group has one version here. */
    private static ObjectNode group(Kind kind) {
        ObjectNode version = Json.object("groupVersion", kind.apiVersion(), "version", kind.version());
        return Json.object("name", kind.group(), "versions", List.of(version), "preferredVersion", version);
    }

    private static ObjectNode resources(List<Kind> kinds) {
        List<ObjectNode> resources = new ArrayList<>();
        for (Kind kind : kinds) {
            resources.add(resource(kind, kind.plural(), VERBS).set("shortNames", Json.tree(kind.shortNames())));
            if (kind.status()) {
                resources.add(resource(kind, kind.plural() + "/status", List.of("get", "patch", "update")));
            }
        }
        return Json.object(
                "kind",
                "APIResourceList",
                "apiVersion",
                "v1",
                "groupVersion",
                kinds.get(0).apiVersion(),
                "resources",
                resources);
    }

    private static ObjectNode resource(Kind kind, String name, List<String> verbs) {
        return Json.object(
                "name", name,
                "singularName", kind.singular(),
                "namespaced", kind.namespaced(),
                "kind", kind.kind(),
                "verbs", verbs);
    }
}
