package mtv.sandbox.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.DeleteOptions;
import mtv.sandbox.apiserver.request.Json;
import mtv.sandbox.apiserver.request.ListPage;
import mtv.sandbox.apiserver.request.ResourcePath;
import mtv.sandbox.apiserver.request.ResourceRequest;
import mtv.sandbox.apiserver.request.Selectors;
import mtv.sandbox.apiserver.request.WriteContext;
import mtv.sandbox.http.HttpAnswer;
import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Meta;
import mtv.sandbox.store.Store;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What the API does with stored objects, one method per verb; watching is done elsewhere. */
public final class ResourceVerbs {

    private final Store store;
    private final ObjectWriter writer;
    private final Clock clock;
    private final Map<String, Verb> table = Map.of(
            "list", this::list,
            "get", this::get,
            "create", this::create,
            "update", this::update,
            "patch", this::patch,
            "delete", this::delete,
            "deletecollection", this::deleteCollection);

    public ResourceVerbs(Store store, ObjectWriter writer, Clock clock) {
        this.store = store;
        this.writer = writer;
        this.clock = clock;
    }

    @FunctionalInterface
    private interface Verb {
        HttpAnswer answer(ResourceRequest call);
    }

    public HttpAnswer answer(String verb, ResourceRequest call) {
        checkPlace(call);
        checkMethod(verb, call);
        return table.get(verb).answer(call);
    }

    private static void checkPlace(ResourceRequest call) {
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

    private static void checkMethod(String verb, ResourceRequest call) {
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

    private HttpAnswer list(ResourceRequest call) {
        Store.Snapshot snapshot = store.list(call.kind().resource(), call.path().namespace());
        Predicate<JsonNode> selected = Selectors.of(call.request());
        List<ObjectNode> matching = snapshot.objects().stream().filter(selected).toList();
        ListPage page = ListPage.of(matching, snapshot.version(), call.request());
        return HttpAnswer.ok(
                TablePrinter.wanted(call.request())
                        ? TablePrinter.of(call, page.objects(), clock).set("metadata", page.metadata())
                        : listOf(call.kind(), page.objects(), page.metadata()));
    }

    private static ObjectNode listOf(Kind kind, List<ObjectNode> items, ObjectNode metadata) {
        ObjectNode list =
                Json.object("kind", kind.kind() + "List", "apiVersion", kind.apiVersion(), "metadata", metadata);
        list.putArray("items").addAll(items);
        return list;
    }

    private HttpAnswer get(ResourceRequest call) {
        ObjectNode object = store.get(call.key())
                .orElseThrow(() -> ApiError.notFound(call.kind(), call.path().name()));
        return HttpAnswer.ok(TablePrinter.shown(call, object, clock));
    }

    private HttpAnswer create(ResourceRequest call) {
        WriteContext context = context(call);
        ObjectNode object = call.request().manifest();
        return answer(201, call, writer.create(call.kind(), call.path().namespace(), object, context), context);
    }

    private HttpAnswer update(ResourceRequest call) {
        WriteContext context = context(call);
        ObjectNode desired = call.request().manifest();
        UnaryOperator<ObjectNode> change = current -> context.isFor("status") ? desired : desired.deepCopy();
        return answer(200, call, writer.update(call.kind(), call.key(), change, context), context);
    }

    private HttpAnswer patch(ResourceRequest call) {
        WriteContext context = context(call);
        if (context.applying()) {
            return apply(call, context);
        }
        UnaryOperator<ObjectNode> patch = PatchTypes.of(call.kind(), call.request());
        return answer(200, call, writer.update(call.kind(), call.key(), patch, context), context);
    }

    private HttpAnswer apply(ResourceRequest call, WriteContext context) {
        ObjectNode applied = call.request().object();
        if (call.request().param("fieldManager").isEmpty()) {
            throw ApiError.badRequest("fieldManager: Required value: is required for apply patch");
        }
        if (applied.path("metadata").has("managedFields")) {
            throw ApiError.badRequest("metadata.managedFields must be nil");
        }
        int code = store.get(call.key()).isPresent() ? 200 : 201;
        boolean force = call.request().flag("force");
        return answer(code, call, writer.apply(call.kind(), call.key(), applied, force, context), context);
    }

    private HttpAnswer delete(ResourceRequest call) {
        ObjectWriter.Deletion deletion =
                writer.delete(call.kind(), call.key(), DeleteOptions.of(call.request()), context(call));
        ObjectNode object = deletion.object();
        return HttpAnswer.ok(
                deletion.gone() ? ApiError.gone(call.kind(), Meta.name(object), Meta.uid(object)) : object);
    }

    private HttpAnswer deleteCollection(ResourceRequest call) {
        Predicate<JsonNode> selected = Selectors.of(call.request());
        DeleteOptions options = DeleteOptions.of(call.request());
        Store.Snapshot snapshot = store.list(call.kind().resource(), call.path().namespace());
        List<ObjectNode> listed = snapshot.objects().stream().filter(selected).toList();
        List<ObjectNode> deleted = writer.deleteEach(call.kind(), listed, options, context(call));
        return HttpAnswer.ok(
                listOf(call.kind(), deleted, Json.object("resourceVersion", Long.toString(snapshot.version()))));
    }

    private HttpAnswer answer(int code, ResourceRequest call, ObjectNode object, WriteContext context) {
        HttpAnswer response = HttpAnswer.of(code, TablePrinter.shown(call, object, clock));
        context.warnings().forEach(text -> response.with("Warning", "299 - \"" + text.replace("\"", "\\\"") + "\""));
        return response;
    }

    private static WriteContext context(ResourceRequest call) {
        return WriteContext.of(call.request(), call.path().subresource());
    }
}
