package mtv.sandbox.forklift.conversion;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import mtv.model.Condition;
import mtv.sandbox.forklift.runtime.Conditions;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes the status of a Conversion. */
final class ConversionStatusEditor {

    static final String PENDING = "Pending";
    static final String RUNNING = "Running";
    static final String SUCCEEDED = "Succeeded";
    static final String FAILED = "Failed";
    private static final String CANCELED = "Canceled";

    private final KubernetesSerialization serialization;
    private final GenericKubernetesResource conversion;
    private final Instant now;
    private final Map<String, Object> before;
    private final Map<String, Object> status;
    private final Conditions conditions;

    private record Listed(List<Condition> conditions) {}

    ConversionStatusEditor(KubernetesSerialization serialization, GenericKubernetesResource conversion, Instant now) {
        this.serialization = serialization;
        this.conversion = conversion;
        this.now = now;
        this.before = Optional.ofNullable(conversion.<Map<String, Object>>get("status"))
                .orElse(Map.of());
        this.status = new HashMap<>(before);
        Map<String, ?> listed = Map.of("conditions", before.getOrDefault("conditions", List.of()));
        this.conditions =
                new Conditions(serialization.convertValue(listed, Listed.class).conditions(), now);
        status.putIfAbsent("phase", PENDING);
        status.putIfAbsent("pod", Map.of());
    }

    GenericKubernetesResource conversion() {
        return conversion;
    }

    Conditions conditions() {
        return conditions;
    }

    String type() {
        return spec("type");
    }

    /** A field of the spec; empty if it is not set. */
    String spec(Object... path) {
        Object[] all = new Object[path.length + 1];
        all[0] = "spec";
        System.arraycopy(path, 0, all, 1, path.length);
        return Optional.ofNullable(conversion.get(all)).map(Object::toString).orElse("");
    }

    boolean is(String phase) {
        return phase.equals(status.get("phase"));
    }

    boolean isCanceled() {
        return is(CANCELED);
    }

    void begin() {
        status.put("phase", RUNNING);
        status.put("startTime", now.toString());
    }

    Optional<ConversionStage> stage() {
        return Optional.ofNullable(status.get("stage")).map(Object::toString).map(ConversionStage::valueOf);
    }

    void stage(ConversionStage stage) {
        status.put("stage", stage.name());
    }

    void pod(String namespace, String name) {
        status.put("pod", Map.of("namespace", namespace, "name", name));
    }

    /** The id of the VM's snapshot; empty for none. */
    String snapshot() {
        return status.get("snapshot") instanceof Map<?, ?> found && found.get("moref") != null
                ? found.get("moref").toString()
                : "";
    }

    /** @param snapshot null after it was removed */
    void snapshot(Map<String, ?> snapshot) {
        status.put("snapshot", snapshot);
    }

    void inspected(Map<String, ?> result) {
        status.put("inspectionResult", result);
    }

    void work(ConversionStage stage) {
        tell(stage.says());
        conditions.note("Advisory", null, message());
    }

    void succeed() {
        end(SUCCEEDED, "The conversion has completed successfully.");
        conditions.require("Ready", null, message());
    }

    void fail(String why) {
        end(FAILED, "The conversion has failed: " + why);
        conditions.block("ConversionFailed", null, message());
    }

    void cancel() {
        end(CANCELED, "The conversion has been canceled.");
        conditions.note("ConversionCanceled", null, message());
    }

    private void end(String phase, String message) {
        status.put("phase", phase);
        status.put("completionTime", now.toString());
        tell(message);
    }

    private void tell(String message) {
        status.put("message", message);
    }

    private String message() {
        return status.get("message").toString();
    }

    /** The changed status; empty if it is the same as before. */
    Optional<Map<String, ?>> changed() {
        Map<?, ?> listed = serialization.convertValue(new Listed(conditions.staged()), Map.class);
        status.put("conditions", listed.get("conditions"));
        status.put(
                "observedGeneration", Math.toIntExact(conversion.getMetadata().getGeneration()));
        return status.equals(before) ? Optional.empty() : Optional.of(status);
    }
}
