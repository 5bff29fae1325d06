package mtv.sandbox.faults;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import mtv.sandbox.json.Glob;
import mtv.sandbox.json.JsonSelector;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * On which occasions a fault acts; what is absent selects nothing out.
 *
 * @param on verb and resource, such as {@code create virtualmachines}; status is a verb of its own. A call of a source
 *     is a verb on {@code machines} or {@code sessions}. Names are globs
 * @param by who writes or asks: human, mtv, mtv-remote (through a Provider with a url, which is mtv as well), kubevirt
 *     (CDI too) or cluster
 * @param labels of the object, as globs; its annotations count as well
 * @param is places of the object and what their text must be, as a glob; null for a place that must not be there
 * @param path of the request, as a glob
 * @param phase of a VM, as a glob, or {@link PhaseFault#PENDING}
 * @param since a phase that a VM must have reached before
 * @param nth the first occasion that counts, of each object
 * @param times on how many occasions, of each object; one when nth is given
 */
record FaultTrigger(
        On on,
        List<String> by,
        Map<String, Glob> labels,
        Map<String, Glob> is,
        Glob path,
        Glob phase,
        String since,
        Integer nth,
        Integer times) {

    static final FaultTrigger ALWAYS = new FaultTrigger(null, null, null, null, null, null, null, null, null);

    FaultTrigger {
        labels = labels == null ? Map.of() : labels;
        is = is == null ? Map.of() : is;
    }

    /** Such as {@code create virtualmachines}. */
    record On(Glob verb, Glob resource) {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static On of(String text) {
            String[] parts = text.split(" ");
            if (parts.length != 2) {
                throw new IllegalArgumentException("expected a verb and a resource, not " + text);
            }
            return new On(Glob.of(parts[0]), Glob.of(parts[1]));
        }
    }

    boolean concerns(Operation operation) {
        String plural = operation.resource().split("\\.", 2)[0];
        return (by == null
                        || by.contains(operation.actor())
                        || by.contains(operation.actor().split("-")[0]))
                && (on == null
                        || on.verb().matches(operation.verb())
                                && on.resource().matchesAny(List.of(operation.resource(), plural)));
    }

    boolean holds(JsonNode object) {
        JsonNode meta = object.path("metadata");
        return labels.entrySet().stream()
                        .allMatch(wanted -> Stream.of("labels", "annotations")
                                .map(kind -> meta.path(kind).path(wanted.getKey()))
                                .anyMatch(value -> matches(wanted.getValue(), value)))
                && is.entrySet().stream().allMatch(wanted -> {
                    List<JsonSelector.Place> places =
                            JsonSelector.of(wanted.getKey()).find(object);
                    return wanted.getValue() == null
                            ? places.isEmpty()
                            : places.stream().anyMatch(place -> matches(wanted.getValue(), place.get()));
                });
    }

    private static boolean matches(Glob wanted, JsonNode value) {
        return !value.isMissingNode() && wanted.matches(value.isContainerNode() ? value.toString() : value.asText());
    }

    /** Whether the occasion of this number counts. */
    boolean counts(int occasion) {
        int first = nth == null ? 1 : nth;
        int many = times != null ? times : nth == null ? Integer.MAX_VALUE : 1;
        return occasion >= first && occasion - first < many;
    }
}
