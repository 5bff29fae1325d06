package mtv.sandbox.api;

import mtv.sandbox.fault.Actor;

import java.util.ArrayList;
import java.util.List;

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
record WriteContext(
        String user,
        String manager,
        boolean applying,
        String actor,
        String subresource,
        boolean dryRun,
        String fieldValidation,
        List<String> warnings) {

    static WriteContext of(ApiRequest request, String subresource) {
        String validation = request.param("fieldValidation");
        String agent = request.header("User-Agent").split("/", 2)[0];
        return new WriteContext(
                request.user(),
                request.param("fieldManager").isEmpty() ? agent : request.param("fieldManager"),
                Patches.APPLY.equals(request.contentType()),
                Actor.of(request.user(), request.header("User-Agent")),
                subresource,
                "All".equals(request.param("dryRun")),
                validation.isEmpty() ? "Warn" : validation,
                new ArrayList<>());
    }

    /** For the cluster's own controllers. */
    static WriteContext internal(String user) {
        String manager = user.substring(user.lastIndexOf(':') + 1);
        return new WriteContext(user, manager, false, Actor.of(user, ""), "", false, "Ignore", new ArrayList<>());
    }

    WriteContext to(String other) {
        return new WriteContext(user, manager, applying, actor, other, dryRun, fieldValidation, warnings);
    }

    boolean isFor(String wanted) {
        return wanted.equals(subresource);
    }
}
