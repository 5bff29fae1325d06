package mtv.sandbox.apiserver.request;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.sandbox.faults.Actor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a write was asked for.
 *
 * @param manager in whose name fields are set
 * @param applying whether it is server-side apply, which notes by itself who set what
 * @param actor what kind of user that is, for faults
 * @param subresource {@code status}, {@code finalize}, or empty for the object itself
 * @param fieldValidation what becomes of unknown fields: {@code Strict}, {@code Warn} or {@code Ignore}
 * @param warnings collected on the way, for the answer
 */
public record WriteContext(
        String user,
        String manager,
        boolean applying,
        String actor,
        String subresource,
        boolean dryRun,
        String fieldValidation,
        List<String> warnings) {

    public static WriteContext of(ApiRequest request, String subresource) {
        String validation = request.param("fieldValidation");
        String agent = request.header("User-Agent").split("/", 2)[0];
        return new WriteContext(
                request.user(),
                request.param("fieldManager").isEmpty() ? agent : request.param("fieldManager"),
                ApiRequest.APPLY.equals(request.contentType()),
                Actor.of(request.user(), request.header("User-Agent")),
                subresource,
                dryRun(request),
                validation.isEmpty() ? "Warn" : validation,
                new ArrayList<>());
    }

    /**
     * Asked for in the query, or in the options that are a deletion's body; nobody is to write who does not mean to.
     */
    private static boolean dryRun(ApiRequest request) {
        Stream<String> query = request.params().getAll("dryRun").stream();
        Stream<String> body = "DELETE".equals(request.method())
                ? request.object().path("dryRun").valueStream().map(JsonNode::asText)
                : Stream.empty();
        List<String> values =
                Stream.concat(query, body).filter(value -> !value.isEmpty()).toList();
        if (!values.stream().allMatch("All"::equals)) {
            throw new ApiError(422, "Invalid", "dryRun: Unsupported value: " + values + ": supported values: \"All\"");
        }
        return !values.isEmpty();
    }

    /** For the cluster's own controllers. */
    public static WriteContext internal(String user) {
        String manager = user.substring(user.lastIndexOf(':') + 1);
        return new WriteContext(user, manager, false, Actor.of(user, ""), "", false, "Ignore", new ArrayList<>());
    }

    public WriteContext to(String other) {
        return new WriteContext(user, manager, applying, actor, other, dryRun, fieldValidation, warnings);
    }

    public boolean isFor(String wanted) {
        return wanted.equals(subresource);
    }
}
