package mtv.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Kinds;

import java.util.List;

/** As much OpenAPI as makes clients leave validation to the server, and explain its kinds. */
final class OpenApi {

    private static final List<String> PATCH_PARAMETERS = List.of("fieldValidation", "fieldManager", "dryRun", "force");

    /** The document's first field, a text, in protobuf. */
    private static final byte[] SWAGGER = {0x0A, 3, '2', '.', '0'};

    private final Kinds kinds;
    private final KubernetesSerialization library;

    OpenApi(Kinds kinds, KubernetesSerialization library) {
        this.kinds = kinds;
        this.library = library;
    }

    /** Nothing but its version: who looks here has not found a kind in the newer form, and leaves it to the server. */
    static ApiResponse v2(ApiRequest request) {
        if (request.header("Accept").contains("proto-openapi")) {
            return new ApiResponse(200, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(SWAGGER));
        }
        ObjectNode body = Json.object().put("swagger", "2.0");
        body.set("info", info());
        body.putObject("paths");
        body.putObject("definitions");
        return ApiResponse.ok(body);
    }

    /** Which documents there are, one per group and version. */
    ApiResponse index(ApiRequest request) {
        ObjectNode body = Json.object();
        ObjectNode paths = body.putObject("paths");
        for (Kind kind : kinds.all()) {
            String path = (kind.group().isEmpty() ? "api/" : "apis/") + kind.apiVersion();
            paths.putObject(path).put("serverRelativeURL", "/openapi/v3/" + path);
        }
        return ApiResponse.ok(body);
    }

    ApiResponse document(ApiRequest request) {
        String path = request.path().substring("/openapi/v3/".length());
        String apiVersion = path.substring(path.indexOf('/') + 1);
        List<Kind> found = kinds.all().stream()
                .filter(kind -> kind.apiVersion().equals(apiVersion))
                .toList();
        if (found.isEmpty()) {
            throw ApiError.noSuchResource();
        }
        ObjectNode body = Json.object().put("openapi", "3.0.0");
        body.set("info", info());
        ObjectNode paths = body.putObject("paths");
        ObjectNode schemas = body.putObject("components").putObject("schemas");
        ModelSchemas model = new ModelSchemas(schemas);
        for (Kind kind : found) {
            String scope = kind.namespaced() ? "/namespaces/{namespace}/" : "/";
            ObjectNode patch = paths.putObject("/" + path + scope + kind.plural() + "/{name}")
                    .putObject("patch");
            PATCH_PARAMETERS.forEach(name -> patch.withArrayProperty("parameters")
                    .addObject()
                    .put("name", name)
                    .put("in", "query"));
            patch.set("x-kubernetes-group-version-kind", type(kind));
            patch.putObject("responses");
            ObjectNode schema = kind.custom()
                    ? (ObjectNode) kind.schema().deepCopy()
                    : model.of(library.getRegisteredKubernetesResource(kind.apiVersion(), kind.kind()));
            schema.putArray("x-kubernetes-group-version-kind").add(type(kind));
            schemas.set(kind.resource() + "." + kind.version(), schema);
        }
        return ApiResponse.ok(body);
    }

    private static ObjectNode type(Kind kind) {
        return Json.object()
                .put("group", kind.group())
                .put("version", kind.version())
                .put("kind", kind.kind());
    }

    private static ObjectNode info() {
        return Json.object().put("title", "Kubernetes").put("version", "v1.33.5");
    }
}
