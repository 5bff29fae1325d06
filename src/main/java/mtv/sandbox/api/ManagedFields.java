package mtv.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * unless he forces it, and what he no longer applies goes.
 */
final class ManagedFields {

    private final Clock clock;
    /** Objects of one form share the notes about them: a thousand VMs would weigh twice as much otherwise. */
    private final Map<FieldSet, Shared> forms = new ConcurrentHashMap<>();

    ManagedFields(Clock clock) {
        this.clock = clock;
    }

    private record Claim(ObjectNode entry, FieldSet fields) {

        boolean by(String manager, String operation, String subresource) {
            return manager.equals(entry.path("manager").asText())
                    && operation.equals(entry.path("operation").asText())
                    && subresource.equals(entry.path("subresource").asText());
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

    /** Never copied: nobody changes what is noted, he notes something else. */
    @SuppressWarnings("unchecked") // as JsonNode's own subclasses
    private static final class Shared extends ObjectNode {

        private static final long serialVersionUID = 1L;

        private Shared(ObjectNode fields) {
            super(JsonNodeFactory.instance);
            setAll(fields);
        }

        @Override
        public ObjectNode deepCopy() {
            return this;
        }
    }

    /**
     * Notes what a write other than apply changed.
     *
     * @param current null for a new object
     * @param next is completed in place
     */
    void track(Kind kind, ObjectNode current, ObjectNode next, WriteContext context) {
        Map<List<String>, JsonNode> before = current == null ? Map.of() : FieldSet.of(current, !kind.custom());
        Map<List<String>, JsonNode> after = FieldSet.of(next, !kind.custom());
        Set<List<String>> changed = new HashSet<>(before.keySet());
        changed.removeAll(after.keySet());
        Set<List<String>> set = new LinkedHashSet<>();
        after.forEach((path, value) -> {
            if (!value.equals(before.get(path))) {
                set.add(path);
            }
        });
        changed.addAll(set);
        if (changed.isEmpty()) {
            return;
        }
        List<Claim> claims = new ArrayList<>();
        FieldSet own = new FieldSet(Set.of());
        for (Claim claim : claims(next)) {
            if (claim.by(context.manager(), "Update", context.subresource())) {
                own = claim.fields();
            } else {
                claims.add(new Claim(claim.entry(), claim.fields().without(changed)));
            }
        }
        claims.add(claim(kind, context, "Update", own.without(changed).with(set)));
        note(next, claims);
    }

    /** What becomes of the current object, its notes included, when somebody applies his part of it. */
    ObjectNode apply(Kind kind, ObjectNode current, ObjectNode applied, WriteContext context, boolean force) {
        Map<List<String>, JsonNode> wanted = FieldSet.of(applied, !kind.custom());
        Map<List<String>, JsonNode> there = FieldSet.of(current, !kind.custom());
        Map<List<String>, Claim> conflicts = new LinkedHashMap<>();
        List<Claim> claims = new ArrayList<>();
        Set<List<String>> dropped = Set.of();
        Set<List<String>> ofOthers = new HashSet<>();
        ObjectNode known = null;
        for (Claim claim : claims(current)) {
            if (claim.by(context.manager(), "Apply", context.subresource())) {
                dropped = claim.fields().without(wanted.keySet()).paths();
                known = dropped.isEmpty() && claim.fields().paths().containsAll(wanted.keySet()) ? claim.entry() : null;
                continue;
            }
            Set<List<String>> taken = new HashSet<>(claim.fields().paths());
            taken.removeIf(path -> !wanted.containsKey(path) || wanted.get(path).equals(there.get(path)));
            taken.forEach(path -> conflicts.put(path, claim));
            claims.add(new Claim(claim.entry(), claim.fields().without(taken)));
            ofOthers.addAll(claim.fields().paths());
        }
        if (!force && !conflicts.isEmpty()) {
            throw conflict(conflicts);
        }
        ObjectNode result = kind.custom()
                ? (ObjectNode) Patches.merge(current.deepCopy(), applied)
                : StrategicMerge.apply(current, applied);
        dropped.stream().filter(path -> !ofOthers.contains(path)).forEach(path -> FieldSet.remove(result, path));
        FieldSet fields = new FieldSet(wanted.keySet());
        claims.add(known == null ? claim(kind, context, "Apply", fields) : new Claim(known, fields));
        note(result, claims);
        return result;
    }

    private static List<Claim> claims(ObjectNode object) {
        List<Claim> claims = new ArrayList<>();
        object.path("metadata")
                .path("managedFields")
                .forEach(entry -> claims.add(new Claim((ObjectNode) entry, FieldSet.ofJson(entry.path("fieldsV1")))));
        return claims;
    }

    private Claim claim(Kind kind, WriteContext context, String operation, FieldSet fields) {
        ObjectNode entry = Json.object()
                .put("manager", context.manager())
                .put("operation", operation)
                .put("apiVersion", kind.apiVersion())
                .put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("fieldsType", "FieldsV1");
        if (!context.subresource().isEmpty()) {
            entry.put("subresource", context.subresource());
        }
        return new Claim(entry, fields);
    }

    private void note(ObjectNode object, List<Claim> claims) {
        ArrayNode entries = Json.array();
        claims.stream().filter(claim -> !claim.fields().paths().isEmpty()).forEach(claim -> {
            ObjectNode entry = claim.entry().deepCopy();
            entry.set("fieldsV1", forms.computeIfAbsent(claim.fields(), fields -> new Shared(fields.json())));
            entries.add(entry);
        });
        Meta.of(object).set("managedFields", entries);
    }

    private static ApiError conflict(Map<List<String>, Claim> conflicts) {
        List<ApiError.Cause> causes = new ArrayList<>();
        Map<String, List<String>> byHolder = new LinkedHashMap<>();
        conflicts.forEach((path, claim) -> {
            String shown = FieldSet.shown(path);
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
