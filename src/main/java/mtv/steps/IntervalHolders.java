package mtv.steps;

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

    boolean isInForce(String wanted) {
        return wanted.equals(String.valueOf(value));
    }

    /** The change that takes a run in. @param integer whether the cluster declares the value as one */
    Map<String, ?> join(String run, String wanted, boolean integer) {
        Map<String, Object> annotations = new HashMap<>(Map.of(PREFIX + run, wanted));
        if (before.isEmpty()) {
            Object restored = value == null ? null : typed(value.toString(), integer);
            annotations.put(BEFORE, Serialization.asJson(restored));
        }
        return isInForce(wanted) ? change(annotations) : change(annotations, typed(wanted, integer));
    }

    /** The change that lets a run go; empty when it is not there. */
    Map<String, ?> leave(String run) {
        if (!minutes.containsKey(run)) {
            return Map.of();
        }
        Map<String, Object> annotations = new HashMap<>(Collections.singletonMap(PREFIX + run, null));
        if (minutes.size() > 1) {
            return change(annotations);
        }
        annotations.put(BEFORE, null);
        return change(annotations, Serialization.unmarshal(before, Object.class));
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
