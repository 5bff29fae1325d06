package mtv.steps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The runs that need the cluster's precopy interval as it is, as annotations of the ForkliftController tell: one for
 * each run, by its id, and the value that was there before the first of them. The last one to leave gives that back.
 *
 * @param version of the object that tells it: a change holds for that one only
 * @param value of now, null when there is none
 * @param minutes that each run needs, by its id
 * @param before JSON of the value that nobody has given back yet, empty without such runs
 */
record IntervalHolders(String version, Object value, Map<String, String> minutes, String before) {

    static final String KEY = "controller_precopy_interval";
    private static final String PREFIX = "precopy-interval.mtv-e2e/";
    private static final String BEFORE = PREFIX + "before";
    private static final ObjectMapper JSON = new ObjectMapper();

    static IntervalHolders of(GenericKubernetesResource controller) {
        Map<String, String> minutes = new TreeMap<>();
        Map<String, String> annotations = controller.getMetadata().getAnnotations();
        if (annotations != null) {
            annotations.forEach((name, text) -> {
                if (name.startsWith(PREFIX) && !name.equals(BEFORE)) {
                    minutes.put(name.substring(PREFIX.length()), text);
                }
            });
        }
        return new IntervalHolders(
                controller.getMetadata().getResourceVersion(),
                controller.get("spec", KEY),
                minutes,
                annotations == null ? "" : annotations.getOrDefault(BEFORE, ""));
    }

    /** Whether no other run needs another interval. */
    boolean allow(String run, String wanted) {
        return minutes.entrySet().stream()
                .allMatch(held -> held.getKey().equals(run) || held.getValue().equals(wanted));
    }

    /** @param integer whether only a number comes into force: then a text of digits is another value */
    boolean isInForce(String wanted, boolean integer) {
        return integer
                ? value instanceof Number && wanted.equals(String.valueOf(value))
                : wanted.equals(String.valueOf(value));
    }

    /** Whether it is neither absent nor a whole number of minutes, as a number or as a text. */
    boolean isOdd() {
        return value != null && !String.valueOf(value).matches("[0-9]{1,9}");
    }

    /** The value as the cluster has it, with the quotes of a text. */
    String shownValue() {
        return Serialization.asJson(value);
    }

    /**
     * The change that takes a run in. What was there is kept as it is, since nobody but its owner knows what it means.
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
     * The change that lets a run go; empty when it is not there.
     *
     * @throws IllegalStateException when somebody made the value that was there before unreadable
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
