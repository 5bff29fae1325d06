package mtv.sandbox.apiserver.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.http.HttpAnswer;
import mtv.sandbox.store.Kind;

import java.util.List;

/** A refusal in Kubernetes' own form: an HTTP code with a {@code Status} for a body. */
public final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final transient ObjectNode status;

    /**
     * @param reason one word for programs, such as {@code Forbidden}; null for none, as MTV's webhooks answer; the
     *     message is for people
     */
    public ApiError(int code, String reason, String message) {
        this(code, reason, message, Json.object());
    }

    ApiError(int code, String reason, String message, ObjectNode details) {
        super(message, null, false, false);
        this.code = code;
        this.status = outcome("Failure", details).put("message", message);
        if (reason != null) {
            status.put("reason", reason);
        }
        status.put("code", code);
    }

    /** One reason among those for which an object is invalid. */
    public record Cause(String reason, String field, String message) {}

    public static ApiError badRequest(String message) {
        return new ApiError(400, "BadRequest", message);
    }

    public static ApiError unauthorized() {
        return new ApiError(401, "Unauthorized", "Unauthorized");
    }

    public static ApiError forbidden(Kind kind, String name, String why) {
        return about(403, "Forbidden", kind, name, " is forbidden: " + why);
    }

    public static ApiError notFound(Kind kind, String name) {
        return about(404, "NotFound", kind, name, " not found");
    }

    public static ApiError noSuchResource() {
        return new ApiError(404, "NotFound", "the server could not find the requested resource");
    }

    public static ApiError methodNotAllowed() {
        return new ApiError(405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
    }

    public static ApiError alreadyExists(Kind kind, String name) {
        return about(409, "AlreadyExists", kind, name, " already exists");
    }

    static ApiError conflict(Kind kind, String name, String why) {
        String message = "Operation cannot be fulfilled on %s \"%s\": %s".formatted(kind.resource(), name, why);
        return new ApiError(409, "Conflict", message, details(kind, kind.plural(), name));
    }

    public static ApiError modified(Kind kind, String name) {
        return conflict(
                kind,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    public static ApiError expired(String why) {
        return new ApiError(410, "Expired", why);
    }

    public static ApiError tooLarge(int limit) {
        return new ApiError(413, "RequestEntityTooLarge", "Request entity too large: limit is " + limit);
    }

    public static ApiError unsupportedMediaType(String message) {
        return new ApiError(415, "UnsupportedMediaType", message);
    }

    public static ApiError invalid(Kind kind, String name, String reason, String field, String message) {
        return invalid(kind, name, List.of(new Cause(reason, field, message)));
    }

    public static ApiError invalid(Kind kind, String name, List<Cause> causes) {
        ObjectNode details = details(kind, kind.kind(), name);
        List<String> messages = causes.stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .toList();
        details.set("causes", Json.tree(causes));
        String list = messages.size() == 1 ? messages.get(0) : messages.toString();
        String type = kind.group().isEmpty() ? kind.kind() : kind.kind() + "." + kind.group();
        return new ApiError(422, "Invalid", "%s \"%s\" is invalid: %s".formatted(type, name, list), details);
    }

    public static ApiError applyConflict(List<Cause> causes, String message) {
        return new ApiError(409, "Conflict", message, Json.object("causes", causes));
    }

    public static ApiError internal(Throwable cause) {
        return new ApiError(500, "InternalError", "Internal error occurred: " + cause);
    }

    public int code() {
        return code;
    }

    /** The body of the answer. */
    public ObjectNode status() {
        return status;
    }

    public HttpAnswer answer() {
        return HttpAnswer.of(code, status);
    }

    /** The body of kind {@code Status} for an object that is gone. */
    public static ObjectNode gone(Kind kind, String name, String uid) {
        return outcome("Success", details(kind, kind.plural(), name).put("uid", uid));
    }

    /** @param type plural or kind: Kubernetes is not consistent here */
    private static ObjectNode details(Kind kind, String type, String name) {
        return details(kind.group(), type, name);
    }

    static ObjectNode details(String group, String type, String name) {
        ObjectNode details = Json.object("name", name, "group", group, "kind", type);
        details.removeIf(value -> value.asText().isEmpty());
        return details;
    }

    private static ObjectNode outcome(String outcome, ObjectNode details) {
        ObjectNode status =
                Json.object("kind", "Status", "apiVersion", "v1", "metadata", Json.object(), "status", outcome);
        return details.isEmpty() ? status : status.set("details", details);
    }

    private static ApiError about(int code, String reason, Kind kind, String name, String rest) {
        String message = "%s \"%s\"%s".formatted(kind.resource(), name, rest);
        return new ApiError(code, reason, message, details(kind, kind.plural(), name));
    }
}
