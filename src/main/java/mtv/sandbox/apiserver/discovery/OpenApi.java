package mtv.sandbox.apiserver.discovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.vertx.core.buffer.Buffer;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.ApiRequest;
import mtv.sandbox.apiserver.request.Json;
import mtv.sandbox.http.HttpAnswer;
import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Kinds;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** As much OpenAPI as makes clients leave validation to the server, and explain its kinds. */
public final class OpenApi {

    private static final String TYPE = "x-kubernetes-group-version-kind";
    private static final ObjectNode INFO =
            Json.object("title", "Kubernetes", "version", Discovery.VERSION.path("gitVersion"));
    private static final List<Map<String, String>> PATCH_PARAMETERS = Stream.of(
                    "fieldValidation", "fieldManager", "dryRun", "force")
            .map(name -> Map.of("name", name, "in", "query"))
            .toList();

    /** The document's first field, a text, in protobuf. */
    private static final byte[] SWAGGER = {0x0A, 3, '2', '.', '0'};

    private final Kinds kinds;
    private final KubernetesSerialization library;

    public OpenApi(Kinds kinds, KubernetesSerialization library) {
        this.kinds = kinds;
        this.library = library;
    }

    /** Nothing but its version: who looks here has not found a kind in the newer form, and leaves it to the server. */
    public static HttpAnswer v2(ApiRequest request) {
        return request.header("Accept").contains("proto-openapi")
                ? HttpAnswer.of(200, Buffer.buffer(SWAGGER))
                : HttpAnswer.ok(
                        Json.object("swagger", "2.0", "info", INFO, "paths", Map.of(), "definitions", Map.of()));
    }

    /** Which documents there are, one per group and version. */
    public HttpAnswer index(ApiRequest request) {
        Map<String, Object> paths = new TreeMap<>();
        for (Kind kind : kinds.all()) {
            String path = (kind.group().isEmpty() ? "api/" : "apis/") + kind.apiVersion();
            paths.put(path, Map.of("serverRelativeURL", "/openapi/v3/" + path));
        }
        return HttpAnswer.ok(Json.object("paths", paths));
    }

    public HttpAnswer document(ApiRequest request) {
        String path = request.path().substring("/openapi/v3/".length());
        String apiVersion = path.substring(path.indexOf('/') + 1);
        List<Kind> found = kinds.all().stream()
                .filter(kind -> kind.apiVersion().equals(apiVersion))
                .toList();
        if (found.isEmpty()) {
            throw ApiError.noSuchResource();
        }
        ObjectNode paths = Json.object();
        ObjectNode schemas = Json.object();
        ModelSchemas model = new ModelSchemas(schemas);
        for (Kind kind : found) {
            List<ObjectNode> type =
                    List.of(Json.object("group", kind.group(), "version", kind.version(), "kind", kind.kind()));
            String scope = kind.namespaced() ? "/namespaces/{namespace}/" : "/";
            ObjectNode patch =
                    Json.object("parameters", PATCH_PARAMETERS, TYPE, type.get(0), "responses", Json.object());
            paths.set("/" + path + scope + kind.plural() + "/{name}", Json.object("patch", patch));
            ObjectNode schema = kind.hasSchema()
                    ? (ObjectNode) kind.schema().deepCopy()
                    : model.of(library.getRegisteredKubernetesResource(kind.apiVersion(), kind.kind()));
            schemas.set(kind.resource() + "." + kind.version(), schema.set(TYPE, Json.tree(type)));
        }
        return HttpAnswer.ok(Json.object(
                "openapi", "3.0.0", "info", INFO, "paths", paths, "components", Json.object("schemas", schemas)));
    }
}
