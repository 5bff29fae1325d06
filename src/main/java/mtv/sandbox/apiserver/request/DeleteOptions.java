package mtv.sandbox.apiserver.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Meta;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Under which conditions an object may be deleted, and what becomes of the objects that it owns.
 *
 * @param uid that the object must have, or empty
 * @param version that the object must have, or empty
 * @param policy {@code Background}, {@code Foreground}, {@code Orphan}, or empty for the first
 */
public record DeleteOptions(String uid, String version, String policy) {

    /** Held until what the object owns is gone. */
    public static final String FOREGROUND = "foregroundDeletion";

    /** Held until what the object owns has no owner any more. */
    public static final String ORPHAN = "orphan";

    /** What a policy hangs on the object, so that it waits for the garbage collector. */
    private static final Map<String, String> FINALIZERS = Map.of("Foreground", FOREGROUND, "Orphan", ORPHAN);

    public static DeleteOptions none() {
        return new DeleteOptions("", "", "");
    }

    /** From the body, or from the query as some clients send it. */
    public static DeleteOptions of(ApiRequest request) {
        JsonNode body = request.object();
        JsonNode conditions = body.path("preconditions");
        return new DeleteOptions(
                conditions.path("uid").asText(""),
                conditions.path("resourceVersion").asText(""),
                body.path("propagationPolicy").asText(request.param("propagationPolicy")));
    }

    public void check(Kind kind, ObjectNode object) {
        if (!uid.isEmpty() && !uid.equals(Meta.uid(object))) {
            throw ApiError.conflict(kind, Meta.name(object), precondition("UID", uid, Meta.uid(object)));
        }
        if (!version.isEmpty() && !version.equals(Meta.version(object))) {
            String why = precondition("ResourceVersion", version, Meta.version(object));
            throw ApiError.conflict(kind, Meta.name(object), why);
        }
    }

    /** Adds the policy's finalizer, if it has one. */
    public void hang(ObjectNode object) {
        String finalizer = FINALIZERS.get(policy);
        List<String> names = new ArrayList<>(Meta.finalizers(object));
        if (finalizer != null && !Meta.deleting(object) && !names.contains(finalizer)) {
            names.add(finalizer);
            Meta.finalizers(object, names);
        }
    }

    private static String precondition(String what, String wanted, String actual) {
        return "Precondition failed: %s in precondition: %s, %s in object meta: %s"
                .formatted(what, wanted, what, actual);
    }
}
