package mtv.sandbox.api;

import mtv.sandbox.fault.Actor;

import java.util.ArrayList;
import java.util.List;

/**
 * How a write was asked for.
 *
 * @param actor what kind of user that is, for faults
 * @param subresource {@code status}, or empty for the object itself
 * @param fieldValidation what becomes of unknown fields: {@code Strict}, {@code Warn} or {@code Ignore}
 * @param warnings collected on the way, for the answer
 */
record WriteContext(
        String user, String actor, String subresource, boolean dryRun, String fieldValidation, List<String> warnings) {

    static WriteContext of(ApiRequest request, String subresource) {
        String validation = request.param("fieldValidation");
        return new WriteContext(
                request.user(),
                Actor.of(request.user(), request.header("User-Agent")),
                subresource,
                "All".equals(request.param("dryRun")),
                validation.isEmpty() ? "Warn" : validation,
                new ArrayList<>());
    }

    /** For the cluster's own controllers. */
    static WriteContext internal(String user) {
        return new WriteContext(user, Actor.of(user, ""), "", false, "Ignore", new ArrayList<>());
    }

    WriteContext forStatus() {
        return new WriteContext(user, actor, "status", dryRun, fieldValidation, warnings);
    }

    boolean statusOnly() {
        return "status".equals(subresource);
    }
}
