package mtv.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.store.Kind;

/** Bodies of kind {@code Status}. */
final class Statuses {

    private Statuses() {}

    static ObjectNode failure(int code, String reason, String message, ObjectNode details) {
        ObjectNode status = status("Failure").put("message", message).put("reason", reason);
        if (details != null) {
            status.set("details", details);
        }
        return status.put("code", code);
    }

    static ObjectNode success(Kind kind, String name, String uid) {
        ObjectNode status = status("Success");
        status.set("details", details(kind, kind.plural(), name).put("uid", uid));
        return status;
    }

    /** @param type plural or kind: Kubernetes is not consistent here */
    static ObjectNode details(Kind kind, String type, String name) {
        return details(kind.group(), type, name);
    }

    static ObjectNode details(String group, String type, String name) {
        ObjectNode details = Json.object();
        putUnlessEmpty(details, "name", name);
        putUnlessEmpty(details, "group", group);
        return details.put("kind", type);
    }

    private static void putUnlessEmpty(ObjectNode details, String field, String value) {
        if (!value.isEmpty()) {
            details.put(field, value);
        }
    }

    private static ObjectNode status(String outcome) {
        ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        return status.put("status", outcome);
    }
}
