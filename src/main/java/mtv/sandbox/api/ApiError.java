package mtv.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.store.Kind;

import java.util.List;

/** A refusal in Kubernetes' own form: an HTTP code with a {@code Status} for a body. */
public final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final transient ObjectNode status;

    /** @param reason one word for programs, such as {@code Forbidden}; the message is for people */
    public ApiError(int code, String reason, String message) {
        this(code, reason, message, null);
    }

    ApiError(int code, String reason, String message, ObjectNode details) {
        super(message, null, false, false);
        this.code = code;
        this.status = Statuses.failure(code, reason, message, details);
    }

    /** One reason among those for which an object is invalid. */
    record Cause(String reason, String field, String message) {}

    static ApiError badRequest(String message) {
        return new ApiError(400, "BadRequest", message);
    }

    static ApiError unauthorized() {
        return new ApiError(401, "Unauthorized", "Unauthorized");
    }

    static ApiError forbidden(Kind kind, String name, String why) {
        return about(403, "Forbidden", kind, name, " is forbidden: " + why);
    }

    static ApiError notFound(Kind kind, String name) {
        return about(404, "NotFound", kind, name, " not found");
    }

    static ApiError noSuchResource() {
        return new ApiError(404, "NotFound", "the server could not find the requested resource");
    }

    static ApiError methodNotAllowed() {
        return new ApiError(405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
    }

    static ApiError alreadyExists(Kind kind, String name) {
        return about(409, "AlreadyExists", kind, name, " already exists");
    }

    static ApiError conflict(Kind kind, String name, String why) {
        String message = "Operation cannot be fulfilled on %s \"%s\": %s".formatted(kind.resource(), name, why);
        return new ApiError(409, "Conflict", message, Statuses.details(kind, kind.plural(), name));
    }

    static ApiError modified(Kind kind, String name) {
        return conflict(
                kind,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    static ApiError expired(String why) {
        return new ApiError(410, "Expired", why);
    }

    static ApiError tooLarge(int limit) {
        return new ApiError(413, "RequestEntityTooLarge", "Request entity too large: limit is " + limit);
    }

    static ApiError unsupportedMediaType(String message) {
        return new ApiError(415, "UnsupportedMediaType", message);
    }

    static ApiError invalid(Kind kind, String name, List<Cause> causes) {
        ObjectNode details = Statuses.details(kind, kind.kind(), name);
        List<String> messages = causes.stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .toList();
        list(causes, details);
        String list = messages.size() == 1 ? messages.get(0) : messages.toString();
        String type = kind.group().isEmpty() ? kind.kind() : kind.kind() + "." + kind.group();
        return new ApiError(422, "Invalid", "%s \"%s\" is invalid: %s".formatted(type, name, list), details);
    }

    static ApiError applyConflict(List<Cause> causes, String message) {
        return new ApiError(409, "Conflict", message, list(causes, Json.object()));
    }

    private static ObjectNode list(List<Cause> causes, ObjectNode details) {
        for (Cause cause : causes) {
            details.withArrayProperty("causes")
                    .addObject()
                    .put("reason", cause.reason())
                    .put("message", cause.message())
                    .put("field", cause.field());
        }
        return details;
    }

    static ApiError internal(Throwable cause) {
        return new ApiError(500, "InternalError", "Internal error occurred: " + cause);
    }

    public int code() {
        return code;
    }

    /** The body of the answer. */
    ObjectNode status() {
        return status;
    }

    private static ApiError about(int code, String reason, Kind kind, String name, String rest) {
        String message = "%s \"%s\"%s".formatted(kind.resource(), name, rest);
        return new ApiError(code, reason, message, Statuses.details(kind, kind.plural(), name));
    }
}
