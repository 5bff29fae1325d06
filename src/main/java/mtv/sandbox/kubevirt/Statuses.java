package mtv.sandbox.kubevirt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.model.ResourceKind;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes the status of objects that have no other writer, and writes nothing when it would say the same again. */
final class Statuses {

    private final VirtClient kube;
    private final ResourceKind kind;
    private final Clock clock;
    private final Map<String, Written> written = new ConcurrentHashMap<>();

    Statuses(VirtClient kube, ResourceKind kind, Clock clock) {
        this.kube = kube;
        this.kind = kind;
        this.clock = clock;
        kube.forget(kind, written::remove);
    }

    /** One condition; a reason is shown only when there is something to say. */
    record Condition(String type, boolean holds, String reason, String message) {

        static Condition of(String type, boolean holds) {
            return new Condition(type, holds, "", "");
        }
    }

    private record Written(Map<String, ?> fields, List<Condition> conditions, Map<String, String> times) {}

    void write(GenericKubernetesResource object, Map<String, ?> fields, List<Condition> conditions) {
        String uid = object.getMetadata().getUid();
        Written last = written.getOrDefault(uid, new Written(Map.of(), List.of(), Map.of()));
        if (last.fields().equals(fields) && last.conditions().equals(conditions)) {
            return;
        }
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        Map<String, String> times = new LinkedHashMap<>();
        conditions.forEach(condition -> times.put(
                condition.type(),
                last.conditions().contains(condition) ? last.times().get(condition.type()) : now));
        Map<String, Object> status = new LinkedHashMap<>(fields);
        status.put(
                "conditions",
                conditions.stream()
                        .map(condition -> json(condition, times.get(condition.type())))
                        .toList());
        kube.patchStatus(kind, object, status);
        written.put(uid, new Written(fields, conditions, times));
    }

    private static Map<String, Object> json(Condition condition, String time) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", condition.type());
        json.put("status", condition.holds() ? "True" : "False");
        json.put("lastTransitionTime", time);
        if (!condition.reason().isEmpty()) {
            json.put("reason", condition.reason());
            json.put("message", condition.message());
        }
        return json;
    }
}
