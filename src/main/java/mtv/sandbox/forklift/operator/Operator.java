package mtv.sandbox.forklift.operator;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import mtv.model.ResourceKind;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.controller.Controller;
import mtv.sandbox.controller.Informer;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.forklift.runtime.ControllerSettings;
import mtv.sandbox.store.Store;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * MTV's operator. It runs a playbook for some seconds after each change of the ForkliftController. New settings apply
 * when the playbook has succeeded, because it restarts the controllers.
 */
public final class Operator implements AutoCloseable {

    private static final Duration PLAYBOOK = Duration.ofSeconds(8);

    private final KubernetesClient client;
    private final SandboxClock clock;
    private final Consumer<ControllerSettings> settings;
    private final Controller controller;
    private final Informer<GenericKubernetesResource> replica;
    private final Map<ObjectKey, Run> runs = new ConcurrentHashMap<>();

    private record Run(long generation, Instant until, boolean done) {}

    /** @param settings receives the settings after a playbook has succeeded */
    public Operator(Store store, KubernetesClient client, SandboxClock clock, Consumer<ControllerSettings> settings) {
        this.client = client;
        this.clock = clock;
        this.settings = settings;
        this.controller = new Controller("operator", clock, this::reconcile);
        this.replica = new Informer<>(
                store,
                client.getKubernetesSerialization(),
                "forkliftcontrollers.forklift.konveyor.io",
                GenericKubernetesResource.class);
        replica.follow(change -> controller.enqueue(change.key()));
    }

    public void start() {
        replica.start();
    }

    private Optional<Duration> reconcile(ObjectKey key) {
        Optional<GenericKubernetesResource> found = replica.find(key);
        if (found.isEmpty()) {
            runs.remove(key);
            return Optional.empty();
        }
        GenericKubernetesResource object = found.get();
        long generation =
                Optional.ofNullable(object.getMetadata().getGeneration()).orElse(1L);
        Run run = runs.get(key);
        if (run == null || run.generation() != generation) {
            runs.put(key, new Run(generation, clock.instant().plus(PLAYBOOK), false));
            report(object, "Running", false);
            return Optional.of(PLAYBOOK);
        }
        if (run.done()) {
            return Optional.empty();
        }
        Duration left = Duration.between(clock.instant(), run.until());
        if (!left.isNegative() && !left.isZero()) {
            return Optional.of(left);
        }
        Map<String, Object> spec = object.get("spec");
        List<Map<String, Object>> reported = report(object, "Successful", true).get("status", "conditions");
        if (reported.stream()
                .anyMatch(each -> "Successful".equals(each.get("type")) && "True".equals(each.get("status")))) {
            settings.accept(ControllerSettings.of(spec == null ? Map.of() : spec));
        }
        runs.put(key, new Run(generation, run.until(), true));
        return Optional.empty();
    }

    /**
     * Writes the conditions, which unlike MTV's own stay and change their status.
     *
     * @return the object with its conditions as they are now
     */
    private GenericKubernetesResource report(GenericKubernetesResource object, String reason, boolean successful) {
        List<Map<String, Object>> conditions = List.of(
                condition("Running", true, reason),
                condition("Successful", successful, successful ? "Successful" : ""),
                condition("Failure", false, ""));
        return ResourceKind.FORKLIFT_CONTROLLER
                .on(client)
                .inNamespace(object.getMetadata().getNamespace())
                .withName(object.getMetadata().getName())
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        client.getKubernetesSerialization().asJson(Map.of("status", Map.of("conditions", conditions))));
    }

    private Map<String, Object> condition(String type, boolean holds, String reason) {
        Map<String, Object> condition = new LinkedHashMap<>();
        condition.put("type", type);
        condition.put("status", holds ? "True" : "False");
        condition.put("reason", reason);
        condition.put("message", "");
        condition.put(
                "lastTransitionTime",
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        return condition;
    }

    @Override
    public void close() {
        replica.close();
        controller.close();
    }
}
