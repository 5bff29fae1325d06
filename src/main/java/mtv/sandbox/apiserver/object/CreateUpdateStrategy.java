package mtv.sandbox.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.Json;
import mtv.sandbox.apiserver.request.WriteContext;
import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Meta;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Turns what a client sent into what is stored: nobody but the server sets uid, times, generation and versions. */
public final class CreateUpdateStrategy {

    private static final Set<String> COUNTED =
            Set.of("pods", "deployments.apps", "jobs.batch", "cronjobs.batch", Defaults.DEFINITIONS);

    private static final List<String> SERVER_OWNED = List.of(
            "uid",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "generation",
            "resourceVersion");

    private static final String MANAGED = "managedFields";

    private static final JsonNode METADATA = Json.resource("metadata.json");
    private static final List<String> PARTS = List.of("metadata", "spec", "status", "data", "stringData");

    private final Clock clock;
    private final SeededIds ids;

    public CreateUpdateStrategy(Clock clock, SeededIds ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /** @param object belongs to the caller and is completed in place */
    void create(Kind kind, String namespace, ObjectNode object, WriteContext context) {
        checkType(kind, object);
        checkShape(kind, object, context);
        ObjectNode meta = Meta.of(object);
        if (!Meta.version(object).isEmpty()) {
            throw ApiError.badRequest("resourceVersion should not be set on objects to be created");
        }
        meta.remove(SERVER_OWNED);
        if (!context.applying()) {
            meta.remove(MANAGED);
        }
        placeIn(kind, namespace, object);
        if (Meta.name(object).isEmpty() && !Meta.text(object, "generateName").isEmpty()) {
            String prefix = NameValidation.cut(Meta.text(object, "generateName"));
            meta.put("name", prefix + ids.suffix(kind.resource() + " " + namespace + " " + prefix));
        }
        if (kind.status()) {
            object.remove("status");
        }
        Defaults.onCreation(kind, object);
        check(kind, object, MissingNode.getInstance(), context);
        meta.put("uid", ids.uid(kind.resource() + " " + namespace + " " + Meta.name(object)))
                .put("creationTimestamp", now());
        count(kind, object, 1);
    }

    /**
     * @param desired belongs to the caller; of a status it may share with the current object what is equal
     * @return what is to be stored; equal to the current object when nothing changes
     */
    ObjectNode update(Kind kind, ObjectNode current, ObjectNode desired, WriteContext context) {
        checkType(kind, desired);
        checkShape(kind, desired, context);
        placeIn(kind, Meta.namespace(current), desired);
        checkIdentity(kind, current, desired);
        boolean statusOnly = context.isFor("status");
        ObjectNode next = base(current, desired, context);
        if (isNamespace(kind)) {
            // its spec holds nothing but the finalizers, which have a subresource of their own
            JsonNode spec = (context.isFor("finalize") ? desired : current).path("spec");
            next.set("spec", spec.isObject() ? spec.deepCopy() : Json.object());
        }
        if (kind.status()) {
            setStatus(current, statusOnly ? desired : current, next);
        }
        keepServerOwned(current, next);
        JsonNode notes = (context.applying() ? desired : current).path("metadata");
        take(MANAGED, notes, Meta.of(next));
        check(kind, next, statusOnly ? current : MissingNode.getInstance(), context);
        refuse(kind, next, WorkloadRules.problems(kind, current, next));
        if (!statusOnly && !content(next).equals(content(current))) {
            count(kind, next, generation(current) + 1);
        }
        return next;
    }

    /** What a write begins with: another status is all that a write of the status changes. */
    private static ObjectNode base(ObjectNode current, ObjectNode desired, WriteContext context) {
        if (context.subresource().isEmpty()) {
            return desired;
        }
        return context.isFor("status") ? outline(current) : current.deepCopy();
    }

    /** A wanted status is taken as it is, since it may share parts with the current one, which nobody may change. */
    private static void setStatus(ObjectNode current, ObjectNode from, ObjectNode to) {
        JsonNode status = from.get("status");
        to.remove("status");
        if (status != null) {
            to.set("status", from == current ? status.deepCopy() : status);
        }
    }

    /** A copy whose parts are the object's own, apart from the metadata. */
    static ObjectNode outline(ObjectNode object) {
        ObjectNode outline = Json.object().setAll(object);
        if (object.path("metadata").isObject()) {
            outline.set("metadata", object.get("metadata").deepCopy());
        }
        return outline;
    }

    private static void take(String field, JsonNode from, ObjectNode to) {
        JsonNode value = from.get(field);
        to.remove(field);
        if (value != null) {
            to.set(field, value.deepCopy());
        }
    }

    /** @param object belongs to the caller */
    void markDeleted(Kind kind, ObjectNode object) {
        Meta.of(object).put("deletionTimestamp", now()).put("deletionGracePeriodSeconds", 0);
        count(kind, object, generation(object) + 1);
        if (isNamespace(kind)) {
            object.withObjectProperty("status").put("phase", "Terminating");
        }
    }

    /**
     * Whether a finalizer holds the object. Who protects claims in use is not there: theirs is shown and holds nothing.
     */
    static boolean held(Kind kind, JsonNode object) {
        return Meta.finalizers(object).stream().anyMatch(name -> !name.equals(Defaults.CLAIM_PROTECTION))
                || isNamespace(kind) && !object.path("spec").path("finalizers").isEmpty();
    }

    /** Most of the built-in kinds have no generation, on a real cluster as here. */
    private static void count(Kind kind, ObjectNode object, long generation) {
        if (kind.custom() || COUNTED.contains(kind.resource())) {
            Meta.of(object).put("generation", generation);
        }
    }

    private static long generation(JsonNode object) {
        return object.path("metadata").path("generation").asLong();
    }

    private static boolean isNamespace(Kind kind) {
        return "namespaces".equals(kind.resource());
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void checkType(Kind kind, ObjectNode object) {
        String name = object.path("kind").asText(kind.kind());
        String version = object.path("apiVersion").asText(kind.apiVersion());
        if (!name.equals(kind.kind()) || !version.equals(kind.apiVersion())) {
            throw ApiError.badRequest("the API version or kind in the data (%s %s) does not match the expected (%s %s)"
                    .formatted(version, name, kind.apiVersion(), kind.kind()));
        }
        object.put("apiVersion", version).put("kind", name);
    }

    /** That every part has the form which the rest relies on. */
    private static void checkShape(Kind kind, ObjectNode object, WriteContext context) {
        List<String> wrong = new ArrayList<>(PARTS);
        wrong.removeIf(part -> !object.hasNonNull(part) || object.get(part).isObject());
        if (wrong.isEmpty() && object.get("metadata") instanceof ObjectNode meta) {
            Schema.Outcome outcome = Schema.apply(METADATA, meta, MissingNode.getInstance(), "metadata");
            outcome.causes().forEach(cause -> wrong.add(cause.field()));
            reportUnknown(kind, outcome.unknown(), context);
        }
        if (!wrong.isEmpty()) {
            throw ApiError.badRequest("%s in version \"%s\" cannot be handled as a %s: wrong type of %s"
                    .formatted(kind.kind(), kind.version(), kind.kind(), String.join(", ", wrong)));
        }
    }

    private static void placeIn(Kind kind, String namespace, ObjectNode object) {
        ObjectNode meta = Meta.of(object);
        String own = Meta.namespace(object);
        if (!kind.namespaced()) {
            meta.remove("namespace");
        } else if (own.isEmpty() || own.equals(namespace)) {
            meta.put("namespace", namespace);
        } else {
            throw ApiError.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
    }

    private static void checkIdentity(Kind kind, ObjectNode current, ObjectNode desired) {
        String name = Meta.name(current);
        checkName(name, desired);
        String version = Meta.version(desired);
        if (version.isEmpty() && kind.custom()) {
            String message = "Invalid value: 0x0: must be specified for an update";
            throw ApiError.invalid(kind, name, "FieldValueInvalid", "metadata.resourceVersion", message);
        }
        boolean otherUid = !Meta.uid(desired).isEmpty() && !Meta.uid(desired).equals(Meta.uid(current));
        if (otherUid || !version.isEmpty() && !version.equals(Meta.version(current))) {
            throw ApiError.modified(kind, name);
        }
        if (Meta.deleting(current) && !Meta.finalizers(current).containsAll(Meta.finalizers(desired))) {
            String message = "Forbidden: no new finalizers can be added if the object is being deleted";
            throw ApiError.invalid(kind, name, "FieldValueForbidden", "metadata.finalizers", message);
        }
    }

    static void checkName(String name, ObjectNode object) {
        if (!name.equals(Meta.name(object))) {
            throw ApiError.badRequest("the name of the object (%s) does not match the name on the URL (%s)"
                    .formatted(Meta.name(object), name));
        }
    }

    private static void keepServerOwned(ObjectNode current, ObjectNode next) {
        ObjectNode meta = Meta.of(next);
        SERVER_OWNED.forEach(field -> take(field, current.path("metadata"), meta));
    }

    /** @param known the object before, as far as it was checked then */
    private static void check(Kind kind, ObjectNode object, JsonNode known, WriteContext context) {
        Defaults.onWrite(kind, object);
        List<ApiError.Cause> causes = new ArrayList<>(NameValidation.problems(kind, object));
        causes.addAll(WorkloadRules.problems(kind, object));
        if (kind.hasSchema()) {
            Schema.Outcome outcome = Schema.apply(kind.schema(), object, known, "");
            causes.addAll(outcome.causes());
            reportUnknown(kind, outcome.unknown(), context);
        }
        refuse(kind, object, causes);
    }

    private static void refuse(Kind kind, ObjectNode object, List<ApiError.Cause> causes) {
        if (!causes.isEmpty()) {
            throw ApiError.invalid(kind, Meta.name(object), causes);
        }
    }

    private static void reportUnknown(Kind kind, List<String> unknown, WriteContext context) {
        List<String> sentences =
                unknown.stream().map(path -> "unknown field \"" + path + "\"").toList();
        if ("Strict".equals(context.fieldValidation()) && !unknown.isEmpty()) {
            throw ApiError.badRequest("%s in version \"%s\" cannot be handled as a %s: strict decoding error: %s"
                    .formatted(kind.kind(), kind.version(), kind.kind(), String.join(", ", sentences)));
        }
        if ("Warn".equals(context.fieldValidation())) {
            context.warnings().addAll(sentences);
        }
    }

    /** What a client decides on, apart from metadata. */
    private static ObjectNode content(ObjectNode object) {
        return Json.object().<ObjectNode>setAll(object).without("metadata");
    }
}
