package mtv.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.store.Key;
import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Meta;
import mtv.sandbox.store.Store;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What the API does with stored objects, one method per verb; watching is done elsewhere. */
final class Verbs {

    private final Store store;
    private final Writes writes;
    private final Clock clock;
    private final Map<String, Verb> table = Map.of(
            "list", this::list,
            "get", this::get,
            "create", this::create,
            "update", this::update,
            "patch", this::patch,
            "delete", this::delete,
            "deletecollection", this::deleteCollection);

    Verbs(Store store, Writes writes, Clock clock) {
        this.store = store;
        this.writes = writes;
        this.clock = clock;
    }

    /** One request about a kind that exists. */
    record Call(Kind kind, ResourcePath path, ApiRequest request) {

        Key key() {
            return kind.key(path.namespace(), path.name());
        }
    }

    @FunctionalInterface
    private interface Verb {
        ApiResponse answer(Call call);
    }

    ApiResponse answer(String verb, Call call) {
        checkPlace(call);
        checkMethod(verb, call);
        return table.get(verb).answer(call);
    }

    private static void checkPlace(Call call) {
        ResourcePath path = call.path();
        boolean misplaced = call.kind().namespaced()
                ? path.namespace().isEmpty() && !path.name().isEmpty()
                : !path.namespace().isEmpty();
        boolean served = switch (path.subresource()) {
            case "" -> true;
            case "status" -> call.kind().status();
            case "finalize" -> "namespaces".equals(path.plural());
            default -> false;
        };
        if (misplaced || !served) {
            throw ApiError.noSuchResource();
        }
    }

    private static void checkMethod(String verb, Call call) {
        boolean named = !call.path().name().isEmpty();
        boolean complete = !call.kind().namespaced() || !call.path().namespace().isEmpty();
        boolean possible = switch (verb) {
            case "create" -> !named && complete;
            case "update", "patch" -> named;
            default -> true;
        };
        if (!possible) {
            throw ApiError.methodNotAllowed();
        }
    }

    private ApiResponse list(Call call) {
        Store.Snapshot snapshot = store.list(call.kind().resource(), call.path().namespace());
        Predicate<JsonNode> selected = Selectors.of(call.request());
        List<ObjectNode> matching = snapshot.objects().stream().filter(selected).toList();
        Page page = Page.of(matching, snapshot.version(), call.request());
        ObjectNode body;
        if (Tables.wanted(call.request())) {
            body = Tables.of(call.kind(), page.objects(), clock);
        } else {
            body = Json.object()
                    .put("kind", call.kind().kind() + "List")
                    .put("apiVersion", call.kind().apiVersion());
            body.putArray("items").addAll(page.objects());
        }
        body.set("metadata", page.metadata());
        return ApiResponse.ok(body);
    }

    private ApiResponse get(Call call) {
        ObjectNode object = store.get(call.key())
                .orElseThrow(() -> ApiError.notFound(call.kind(), call.path().name()));
        return ApiResponse.ok(shown(call, object));
    }

    private ApiResponse create(Call call) {
        WriteContext context = context(call);
        return answer(
                201,
                call,
                writes.create(
                        call.kind(), call.path().namespace(), call.request().object(), context),
                context);
    }

    private ApiResponse update(Call call) {
        WriteContext context = context(call);
        ObjectNode desired = call.request().object();
        return answer(
                200, call, writes.update(call.kind(), call.key(), current -> desired.deepCopy(), context), context);
    }

    private ApiResponse patch(Call call) {
        WriteContext context = context(call);
        if (context.applying()) {
            return apply(call, context);
        }
        UnaryOperator<ObjectNode> patch = Patches.of(call.kind(), call.request());
        return answer(200, call, writes.update(call.kind(), call.key(), patch, context), context);
    }

    private ApiResponse apply(Call call, WriteContext context) {
        ObjectNode applied = call.request().object();
        if (call.request().param("fieldManager").isEmpty()) {
            throw ApiError.badRequest("fieldManager: Required value: is required for apply patch");
        }
        if (applied.path("metadata").has("managedFields")) {
            throw ApiError.badRequest("metadata.managedFields must be nil");
        }
        int code = store.get(call.key()).isPresent() ? 200 : 201;
        boolean force = call.request().flag("force");
        return answer(code, call, writes.apply(call.kind(), call.key(), applied, force, context), context);
    }

    private ApiResponse delete(Call call) {
        Writes.Deletion deletion =
                writes.delete(call.kind(), call.key(), DeleteOptions.of(call.request()), context(call));
        ObjectNode object = deletion.object();
        return ApiResponse.ok(
                deletion.gone() ? Statuses.success(call.kind(), Meta.name(object), Meta.uid(object)) : object);
    }

    private ApiResponse deleteCollection(Call call) {
        Predicate<JsonNode> selected = Selectors.of(call.request());
        DeleteOptions options = DeleteOptions.of(call.request());
        ObjectNode body = Json.object()
                .put("kind", call.kind().kind() + "List")
                .put("apiVersion", call.kind().apiVersion());
        Store.Snapshot snapshot = store.list(call.kind().resource(), call.path().namespace());
        body.putObject("metadata").put("resourceVersion", Long.toString(snapshot.version()));
        snapshot.objects().stream().filter(selected).forEach(object -> {
            Key key = call.kind().key(Meta.namespace(object), Meta.name(object));
            body.withArrayProperty("items")
                    .add(writes.delete(call.kind(), key, options, context(call)).object());
        });
        return ApiResponse.ok(body);
    }

    private ApiResponse answer(int code, Call call, ObjectNode object, WriteContext context) {
        ApiResponse response = ApiResponse.json(code, shown(call, object));
        context.warnings().forEach(text -> response.with("Warning", "299 - \"" + text.replace("\"", "\\\"") + "\""));
        return response;
    }

    private ObjectNode shown(Call call, ObjectNode object) {
        return Tables.wanted(call.request()) ? Tables.of(call.kind(), List.of(object), clock) : object;
    }

    private static WriteContext context(Call call) {
        return WriteContext.of(call.request(), call.path().subresource());
    }
}
