package mtv.sandbox.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.Json;
import mtv.sandbox.apiserver.request.WriteContext;
import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Meta;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who set which field of an object. Server-side apply stands on it: a manager may not change what another one set
 * unless it forces that, and what it no longer applies goes.
 */
public final class ManagedFields {

    private final Clock clock;
    /** Objects of one form share their entries: a thousand VMs would take twice the memory otherwise. */
    private final Map<Set<List<String>>, ObjectNode> forms = new ConcurrentHashMap<>();

    public ManagedFields(Clock clock) {
        this.clock = clock;
    }

    private record Claim(ObjectNode entry, Set<List<String>> fields) {

        boolean by(WriteContext context, String operation) {
            return context.manager().equals(entry.path("manager").asText())
                    && operation.equals(entry.path("operation").asText())
                    && context.isFor(entry.path("subresource").asText());
        }

        /** In the words of a real cluster. */
        String holder() {
            String subresource = entry.path("subresource").asText();
            return entry.path("manager")
                    + (subresource.isEmpty() ? "" : " with subresource \"" + subresource + "\"")
                    + (entry.path("operation").asText().equals("Update")
                            ? " using " + entry.path("apiVersion").asText() + " at "
                                    + entry.path("time").asText()
                            : "");
        }
    }

    /**
     * Records what a write other than apply changed.
     *
     * @param current null for a new object
     * @param next is completed in place
     */
    void track(Kind kind, ObjectNode current, ObjectNode next, WriteContext context) {
        Map<List<String>, JsonNode> before = current == null ? Map.of() : FieldPaths.of(current, !kind.custom());
        Map<List<String>, JsonNode> after = FieldPaths.of(next, !kind.custom());
        Set<List<String>> set = new LinkedHashSet<>(after.keySet());
        set.removeIf(path -> after.get(path).equals(before.get(path)));
        Set<List<String>> changed = without(before.keySet(), after.keySet());
        changed.addAll(set);
        if (changed.isEmpty()) {
            return;
        }
        List<Claim> claims = new ArrayList<>();
        Set<List<String>> own = new LinkedHashSet<>();
        for (Claim claim : claims(next)) {
            Set<List<String>> rest = without(claim.fields(), changed);
            if (claim.by(context, "Update")) {
                own.addAll(rest);
            } else {
                claims.add(new Claim(claim.entry(), rest));
            }
        }
        own.addAll(set);
        claims.add(claim(kind, context, "Update", own));
        record(next, claims);
    }

    /** The current object and its managed fields after a manager applied its part. */
    ObjectNode apply(Kind kind, ObjectNode current, ObjectNode applied, WriteContext context, boolean force) {
        Map<List<String>, JsonNode> wanted = FieldPaths.of(applied, !kind.custom());
        Map<List<String>, JsonNode> there = FieldPaths.of(current, !kind.custom());
        Map<List<String>, Claim> conflicts = new LinkedHashMap<>();
        List<Claim> claims = new ArrayList<>();
        Set<List<String>> ofOthers = new HashSet<>();
        Claim own = claim(kind, context, "Apply", Set.of());
        for (Claim claim : claims(current)) {
            if (claim.by(context, "Apply")) {
                own = claim;
                continue;
            }
            Set<List<String>> taken = new HashSet<>(claim.fields());
            taken.removeIf(path -> !wanted.containsKey(path) || wanted.get(path).equals(there.get(path)));
            taken.forEach(path -> conflicts.put(path, claim));
            claims.add(new Claim(claim.entry(), without(claim.fields(), taken)));
            ofOthers.addAll(claim.fields());
        }
        if (!force && !conflicts.isEmpty()) {
            throw conflict(conflicts);
        }
        ObjectNode result = kind.custom()
                ? (ObjectNode) PatchTypes.merge(current.deepCopy(), applied)
                : StrategicMerge.apply(current, applied);
        ofOthers.addAll(wanted.keySet());
        without(own.fields(), ofOthers).forEach(path -> FieldPaths.remove(result, path));
        // applying the same again does not change the time
        Set<List<String>> set = new LinkedHashSet<>(wanted.keySet());
        claims.add(own.fields().equals(set) ? own : claim(kind, context, "Apply", set));
        record(result, claims);
        return result;
    }

    private static Set<List<String>> without(Set<List<String>> fields, Set<List<String>> others) {
        Set<List<String>> rest = new LinkedHashSet<>(fields);
        rest.removeAll(others);
        return rest;
    }

    private static List<Claim> claims(ObjectNode object) {
        return object.path("metadata")
                .path("managedFields")
                .valueStream()
                .map(entry -> new Claim((ObjectNode) entry, FieldPaths.ofJson(entry.path("fieldsV1"))))
                .toList();
    }

    private Claim claim(Kind kind, WriteContext context, String operation, Set<List<String>> fields) {
        ObjectNode entry = Json.object(
                "manager", context.manager(),
                "operation", operation,
                "apiVersion", kind.apiVersion(),
                "time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                "fieldsType", "FieldsV1");
        if (!context.subresource().isEmpty()) {
            entry.put("subresource", context.subresource());
        }
        return new Claim(entry, fields);
    }

    private void record(ObjectNode object, List<Claim> claims) {
        ArrayNode entries = Json.array();
        claims.stream().filter(claim -> !claim.fields().isEmpty()).forEach(claim -> {
            ObjectNode entry = claim.entry().deepCopy();
            entries.add(entry.<ObjectNode>set("fieldsV1", forms.computeIfAbsent(claim.fields(), FieldPaths::json)));
        });
        Meta.of(object).set("managedFields", entries);
    }

    private static ApiError conflict(Map<List<String>, Claim> conflicts) {
        List<ApiError.Cause> causes = new ArrayList<>();
        Map<String, List<String>> byHolder = new LinkedHashMap<>();
        conflicts.forEach((path, claim) -> {
            String shown = FieldPaths.shown(path);
            causes.add(new ApiError.Cause("FieldManagerConflict", shown, "conflict with " + claim.holder()));
            byHolder.computeIfAbsent(claim.holder(), none -> new ArrayList<>()).add(shown);
        });
        StringBuilder text = new StringBuilder();
        byHolder.forEach((holder, paths) ->
                text.append("\nconflicts with ").append(holder).append(":\n- ").append(String.join("\n- ", paths)));
        return ApiError.applyConflict(
                causes,
                causes.size() == 1
                        ? "Apply failed with 1 conflict: " + causes.get(0).message() + ": "
                                + causes.get(0).field()
                        : "Apply failed with " + causes.size() + " conflicts: " + text.substring(1));
    }
}
