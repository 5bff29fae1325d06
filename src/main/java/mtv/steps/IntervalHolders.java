package mtv.steps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import mtv.model.RunLabel;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * The runs that need the cluster's precopy interval as it is. Annotations of the ForkliftController record them: one
 * for each run, by its id, and one for the value before the first of them, which the last run to leave restores.
 *
 * @param version resource version of the ForkliftController, which a change requires
 * @param value of the interval now, null when there is none
 * @param minutes that each run needs, by its id
 * @param before JSON of the value to restore, empty without such runs
 */
record IntervalHolders(String version, Object value, Map<String, String> minutes, String before) {

    static final String KEY = "controller_precopy_interval";
    private static final String PREFIX = RunLabel.INTERVAL_PREFIX;
    private static final String BEFORE = RunLabel.INTERVAL_BEFORE;
    private static final ObjectMapper JSON = new ObjectMapper();

    static IntervalHolders of(GenericKubernetesResource controller) {
        Map<String, String> annotations = controller.getMetadata().getAnnotations();
        return new IntervalHolders(
                controller.getMetadata().getResourceVersion(),
                controller.get("spec", KEY),
                RunLabel.intervals(controller),
                annotations == null ? "" : annotations.getOrDefault(BEFORE, ""));
    }

    /** Whether no other run needs another interval. */
    boolean allow(String run, String wanted) {
        return minutes.entrySet().stream()
                .allMatch(held -> held.getKey().equals(run) || held.getValue().equals(wanted));
    }

    /** @param integer whether the cluster declares the value as a number, so that a text of digits is another value */
    boolean isInForce(String wanted, boolean integer) {
        return integer
                ? value instanceof Number && wanted.equals(String.valueOf(value))
                : wanted.equals(String.valueOf(value));
    }

    /** Whether the value is there and no whole number of minutes, neither as a number nor as a text. */
    boolean isOdd() {
        return value != null && !String.valueOf(value).matches("[0-9]{1,9}");
    }

    /** The value as the cluster has it, with the quotes of a text. */
    String shownValue() {
        return Serialization.asJson(value);
    }

    /**
     * The change that adds a run. The value before is kept as it is, since only its owner knows what it means.
     *
     * @param integer whether the cluster declares the value as one
     */
    Map<String, ?> join(String run, String wanted, boolean integer) {
        Map<String, Object> annotations = new HashMap<>(Map.of(PREFIX + run, wanted));
        if (before.isEmpty()) {
            annotations.put(BEFORE, Serialization.asJson(value));
        }
        return isInForce(wanted, integer) ? change(annotations) : change(annotations, typed(wanted, integer));
    }

    /**
     * The change that removes a run; empty when the run is not among them.
     *
     * @throws IllegalStateException when somebody has made the value before unreadable
     */
    Map<String, ?> leave(String run) {
        if (!minutes.containsKey(run)) {
            return Map.of();
        }
        Map<String, Object> annotations = new HashMap<>(Collections.singletonMap(PREFIX + run, null));
        if (minutes.size() > 1) {
            return change(annotations);
        }
        annotations.put(BEFORE, null);
        return change(annotations, old());
    }

    private Object old() {
        try {
            return JSON.readValue(before, Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("annotation " + BEFORE + " is not the JSON of a value: " + before, e);
        }
    }

    private Map<String, Object> change(Map<String, Object> annotations) {
        return new HashMap<>(Map.of("metadata", Map.of("resourceVersion", version, "annotations", annotations)));
    }

    /** @param interval null removes it, so that the product's default holds again */
    private Map<String, Object> change(Map<String, Object> annotations, Object interval) {
        Map<String, Object> change = change(annotations);
        change.put("spec", Collections.singletonMap(KEY, interval));
        return change;
    }

    private static Object typed(String minutes, boolean integer) {
        return integer ? (Object) Long.valueOf(minutes) : minutes;
    }
}
