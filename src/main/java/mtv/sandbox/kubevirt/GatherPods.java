package mtv.sandbox.kubevirt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.ResourceKind;
import mtv.sandbox.apiserver.request.Caller;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.kubevirt.Statuses.Condition;
import mtv.sandbox.kubevirt.gather.GatheredFiles;
import mtv.sandbox.kubevirt.gather.TargetedScript;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Pods that run MTV's must-gather, known by its command: the container that gathers ends, with the script's own exit
 * code, while the other ones go on.
 */
final class GatherPods {

    private static final String COMMAND = "/usr/bin/targeted";
    private static final Duration STARTING = Duration.ofSeconds(3);
    private static final Duration WORK = Duration.ofSeconds(20);

    private final VirtClient kube;
    private final SandboxClock clock;
    private final Statuses statuses;
    private final Function<String, KubernetesClient> accounts;
    private final Map<String, GatheredFiles> gathered = new ConcurrentHashMap<>();

    /** @param accounts a client by the full name of a service account */
    GatherPods(VirtClient kube, SandboxClock clock, Statuses statuses, Function<String, KubernetesClient> accounts) {
        this.kube = kube;
        this.clock = clock;
        this.statuses = statuses;
        this.accounts = accounts;
        kube.forget(ResourceKind.POD, gathered::remove);
    }

    static boolean isOne(GenericKubernetesResource pod) {
        return gatherer(pod).isPresent();
    }

    private static Optional<Map<String, Object>> gatherer(GenericKubernetesResource pod) {
        return VirtClient.list(pod, "spec", "containers").stream()
                .filter(container -> container.get("command") instanceof List<?> command && command.contains(COMMAND))
                .findFirst();
    }

    /** What it has left; empty while it gathers. */
    Optional<GatheredFiles> of(GenericKubernetesResource pod) {
        return Optional.ofNullable(gathered.get(pod.getMetadata().getUid()));
    }

    Optional<Duration> run(GenericKubernetesResource pod) {
        Instant now = clock.instant();
        Instant start = kube.since(pod).plus(STARTING);
        Instant end = start.plus(WORK);
        boolean started = !now.isBefore(start);
        boolean ended = !now.isBefore(end);
        if (ended) {
            gathered.computeIfAbsent(pod.getMetadata().getUid(), any -> gather(pod));
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("phase", started ? "Running" : "Pending");
        fields.put("containerStatuses", containers(pod, started ? start : null, ended ? end : null));
        statuses.write(
                pod, fields, List.of(Condition.of("PodScheduled", true), Condition.of("Ready", started && !ended)));
        return ended ? Optional.empty() : Optional.of(Duration.between(now, started ? end : start));
    }

    private GatheredFiles gather(GenericKubernetesResource pod) {
        String account = VirtClient.text(pod, "spec", "serviceAccountName");
        KubernetesClient oc = accounts.apply(
                Caller.serviceAccount(pod.getMetadata().getNamespace(), account.isEmpty() ? "default" : account));
        Map<String, String> env = new HashMap<>();
        gatherer(pod)
                .map(container -> container.get("env"))
                .filter(List.class::isInstance)
                .ifPresent(variables -> ((List<?>) variables)
                        .forEach(each -> env.put(
                                String.valueOf(((Map<?, ?>) each).get("name")),
                                String.valueOf(((Map<?, ?>) each).get("value")))));
        return new TargetedScript(oc, env).run();
    }

    private List<Map<String, Object>> containers(GenericKubernetesResource pod, Instant start, Instant end) {
        String gatherer = String.valueOf(gatherer(pod).orElseThrow().get("name"));
        List<Map<String, Object>> all = new ArrayList<>();
        for (Map<String, Object> container : VirtClient.list(pod, "spec", "containers")) {
            boolean ended = end != null && gatherer.equals(container.get("name"));
            all.add(Map.of(
                    "name",
                    container.get("name"),
                    "image",
                    container.getOrDefault("image", ""),
                    "ready",
                    start != null && !ended,
                    "restartCount",
                    0,
                    "state",
                    start == null
                            ? Map.of("waiting", Map.of("reason", "ContainerCreating"))
                            : ended ? ended(pod, start, end) : Map.of("running", Map.of("startedAt", seconds(start)))));
        }
        return all;
    }

    private Map<String, Object> ended(GenericKubernetesResource pod, Instant start, Instant end) {
        int code = gathered.get(pod.getMetadata().getUid()).exitCode();
        return Map.of(
                "terminated",
                Map.of(
                        "exitCode",
                        code,
                        "reason",
                        code == 0 ? "Completed" : "Error",
                        "startedAt",
                        seconds(start),
                        "finishedAt",
                        seconds(end)));
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
