package mtv.sandbox.sources.vsphere;

import mtv.sandbox.sources.SourceException;

import java.util.LinkedHashMap;
import java.util.Map;

/** A fault of the VI API, which a call answers with or a task ends with. */
final class VCenterFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String type;
    /** Id of the task that is in the way; empty for none. */
    private final String task;

    /** @param type such as {@code InvalidPowerState} */
    VCenterFault(String type, String message) {
        this(type, message, "");
    }

    private VCenterFault(String type, String message, String task) {
        super(message, null, false, false);
        this.type = type;
        this.task = task;
    }

    static VCenterFault noSuchObject() {
        return new VCenterFault(
                "ManagedObjectNotFound", "The object has already been deleted or has not been completely created");
    }

    static VCenterFault notAuthenticated() {
        return new VCenterFault("NotAuthenticated", "The session is not authenticated.");
    }

    static VCenterFault busy(VCenterTasks.Task task) {
        return new VCenterFault("TaskInProgress", "Another task is already in progress.", task.id());
    }

    /** What the VI API calls a refusal of the platform. */
    static VCenterFault of(SourceException refusal) {
        String type = switch (refusal.type()) {
            case ALREADY_EXISTS -> "DuplicateName";
            case ALREADY_IN_DESIRED_STATE, NOT_ALLOWED_IN_CURRENT_STATE -> "InvalidPowerState";
            case INVALID_ARGUMENT -> "InvalidArgument";
            case UNAUTHENTICATED -> "NotAuthenticated";
            case NOT_FOUND -> "ManagedObjectNotFound";
        };
        return new VCenterFault(type, refusal.getMessage());
    }

    /** As the body of an answer. */
    Map<String, Object> body() {
        Map<String, Object> body = fault();
        body.put("faultstring", getMessage());
        return body;
    }

    /** As the error of a task. */
    Map<String, Object> localized() {
        return VimJson.object("LocalizedMethodFault", "fault", fault(), "localizedMessage", getMessage());
    }

    private Map<String, Object> fault() {
        Map<String, Object> fault = new LinkedHashMap<>();
        fault.put("_typeName", type);
        if (!task.isEmpty()) {
            fault.put("task", VimJson.reference("Task", task));
        }
        return fault;
    }
}
