package mtv.sandbox.virt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.sandbox.clock.SandboxClock;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A kubelet for the pods that MTV labels {@code forklift.app}: each runs once, for a time that its kind decides. A
 * conversion that finds blank disks copies them first, which takes a second per GiB longer.
 */
final class HelperPods implements AutoCloseable {

    private static final String LABEL = "forklift.app";
    private static final String CONVERSION = "virt-v2v";
    private static final Duration STARTING = Duration.ofSeconds(3);
    private static final Map<String, Duration> WORK = Map.of(
            CONVERSION,
            Duration.ofSeconds(40),
            "virt-v2v-inspection",
            Duration.ofSeconds(15),
            "forklift-wait-for-reboot",
            Duration.ofSeconds(60),
            "consumer",
            Duration.ofSeconds(2));

    private final Kube kube;
    private final SandboxClock clock;
    private final WorkQueue queue;
    private final Set<String> started = ConcurrentHashMap.newKeySet();

    HelperPods(Kube kube, SandboxClock clock) {
        this.kube = kube;
        this.clock = clock;
        this.queue = new WorkQueue("kubelet", clock, key -> {});
        kube.follow(
                Kind.POD, this::seen, pod -> started.remove(pod.getMetadata().getUid()));
    }

    private void seen(GenericKubernetesResource pod) {
        if (WORK.containsKey(app(pod))
                && Set.of("", "Pending").contains(Kube.text(pod, "status", "phase"))
                && started.add(pod.getMetadata().getUid())) {
            clock.after(STARTING, () -> queue.run(Key.of(pod), () -> run(pod)));
        }
    }

    private void run(GenericKubernetesResource pod) {
        String now = now();
        report(pod, "Running", Map.of("running", Map.of("startedAt", now)));
        clock.after(duration(pod), () -> queue.run(Key.of(pod), () -> end(pod, now)));
    }

    private void end(GenericKubernetesResource pod, String since) {
        Map<String, Object> state =
                Map.of("exitCode", 0, "reason", "Completed", "startedAt", since, "finishedAt", now());
        report(pod, "Succeeded", Map.of("terminated", state));
    }

    private Duration duration(GenericKubernetesResource pod) {
        Duration work = WORK.get(app(pod));
        if (!app(pod).equals(CONVERSION)) {
            return work;
        }
        String namespace = pod.getMetadata().getNamespace();
        long gib = VolumeBinder.claimsOf(pod).stream()
                .flatMap(claim -> kube.find(Kind.DATA_VOLUME, namespace, claim).stream())
                .filter(DataVolumes::blank)
                .mapToLong(dataVolume -> ClaimSpec.bytes(dataVolume).longValue() >> 30)
                .sum();
        return work.plusSeconds(gib);
    }

    private void report(GenericKubernetesResource pod, String phase, Map<String, Object> state) {
        Object container = pod.get("spec", "containers", 0, "name");
        kube.patchStatus(
                Kind.POD,
                pod,
                Map.of(
                        "phase",
                        phase,
                        "containerStatuses",
                        List.of(Map.of("name", String.valueOf(container), "restartCount", 0, "state", state))));
    }

    private static String app(GenericKubernetesResource pod) {
        Map<String, String> labels = pod.getMetadata().getLabels();
        return labels == null ? "" : labels.getOrDefault(LABEL, "");
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    @Override
    public void close() {
        queue.close();
    }
}
