package mtv.sandbox.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Kinds;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells clients which groups, versions and kinds there are, and what runs here. */
final class Discovery {

    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    private final Kinds kinds;

    Discovery(Kinds kinds) {
        this.kinds = kinds;
    }

    static ApiResponse version(ApiRequest request) {
        return ApiResponse.ok(Json.object()
                .put("major", "1")
                .put("minor", "33")
                .put("gitVersion", "v1.33.5")
                .put("gitCommit", "0000000000000000000000000000000000000000")
                .put("gitTreeState", "clean")
                .put("buildDate", "2025-09-09T00:00:00Z")
                .put("goVersion", "go1.24.6")
                .put("compiler", "gc")
                .put("platform", "linux/amd64"));
    }

    ApiResponse core(ApiRequest request) {
        ObjectNode body = Json.object().put("kind", "APIVersions");
        body.putArray("versions").add("v1");
        body.putArray("serverAddressByClientCIDRs")
                .addObject()
                .put("clientCIDR", "0.0.0.0/0")
                .put("serverAddress", request.header("Host"));
        return ApiResponse.ok(body);
    }

    ApiResponse groups(ApiRequest request) {
        ObjectNode body = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = body.putArray("groups");
        kinds.all().stream()
                .filter(kind -> !kind.group().isEmpty())
                .collect(Collectors.toMap(Kind::group, Kind::version, (first, second) -> first, TreeMap::new))
                .forEach((name, version) -> groups.add(group(name, version)));
        return ApiResponse.ok(body);
    }

    /** A group, or the resources of one of its versions. */
    ApiResponse below(ApiRequest request) {
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
        return ApiResponse.ok(
                version.isEmpty()
                        ? group(group, found.get(0).version())
                                .put("kind", "APIGroup")
                                .put("apiVersion", "v1")
                        : resources(found));
    }

    private static ObjectNode group(String name, String version) {
        ObjectNode group = Json.object().put("name", name);
        group.putArray("versions").add(version(name, version));
        group.set("preferredVersion", version(name, version));
        return group;
    }

    private static ObjectNode version(String group, String version) {
        return Json.object().put("groupVersion", group + "/" + version).put("version", version);
    }

    private static ObjectNode resources(List<Kind> kinds) {
        ObjectNode body = Json.object().put("kind", "APIResourceList").put("apiVersion", "v1");
        body.put("groupVersion", kinds.get(0).apiVersion());
        ArrayNode resources = body.putArray("resources");
        for (Kind kind : kinds) {
            ObjectNode resource = resource(resources, kind, kind.plural(), VERBS);
            kind.shortNames().forEach(resource.putArray("shortNames")::add);
            if (kind.status()) {
                resource(resources, kind, kind.plural() + "/status", List.of("get", "patch", "update"));
            }
        }
        return body;
    }

    private static ObjectNode resource(ArrayNode resources, Kind kind, String name, List<String> verbs) {
        ObjectNode resource = resources
                .addObject()
                .put("name", name)
                .put("singularName", kind.singular())
                .put("namespaced", kind.namespaced())
                .put("kind", kind.kind());
        verbs.forEach(resource.putArray("verbs")::add);
        return resource;
    }
}
