package mtv.sandbox.kubevirt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.ResourceKind;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.controller.Controller;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.kubevirt.Statuses.Condition;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Runs what MTV starts, by its label {@code forklift.app}: each pod once, for a time that its use decides; and pods of
 * must-gather. Jobs are run without pods of their own.
 */
final class Kubelet implements AutoCloseable {

    private static final String CONVERSION = "virt-v2v";
    /** On a claim: the addresses that its guest has been given, as virt-v2v got them. */
    static final String ADDRESSES = "guest.sandbox/addresses";

    /** On a pod that copies: how much, in percent; a real one serves it on port 2112. */
    private static final String COPIED = "v2v_disk_transfers";

    private static final Duration STARTING = Duration.ofSeconds(3);
    private static final Duration JOB = Duration.ofSeconds(8);
    /** A hook's Job has the one, a check of a VDDK image the other. */
    private static final Set<String> JOB_LABELS = Set.of("hook", "vddk");

    private static final Map<String, Duration> WORK = Map.of(
            CONVERSION,
            Duration.ofSeconds(40),
            "virt-v2v-inspection",
            Duration.ofSeconds(15),
            "deep-inspection",
            Duration.ofSeconds(15),
            "forklift-wait-for-reboot",
            Duration.ofSeconds(60),
            "consumer",
            Duration.ofSeconds(2));

    private final VirtClient kube;
    private final ClaimSpec claims;
    private final SandboxClock clock;
    private final Statuses podStatuses;
    private final Statuses jobStatuses;
    private final GatherPods gatherPods;
    private final Controller pods;
    private final Controller jobs;

    /** @param accounts a client by the full name of a service account */
    Kubelet(VirtClient kube, SandboxClock clock, Function<String, KubernetesClient> accounts) {
        this.kube = kube;
        this.claims = new ClaimSpec(kube);
        this.clock = clock;
        this.podStatuses = new Statuses(kube, ResourceKind.POD, clock);
        this.jobStatuses = new Statuses(kube, ResourceKind.JOB, clock);
        this.gatherPods = new GatherPods(kube, clock, podStatuses, accounts);
        this.pods = new Controller("kubelet", clock, this::runPod);
        this.jobs = new Controller("jobs", clock, this::runJob);
        kube.feed(ResourceKind.POD, pods);
        kube.feed(ResourceKind.JOB, jobs);
    }

    private Optional<Duration> runPod(ObjectKey key) {
        return kube.find(ResourceKind.POD, key)
                .flatMap(pod -> GatherPods.isOne(pod)
                        ? gatherPods.run(pod)
                        : WORK.containsKey(app(pod)) ? run(pod, kube.since(pod).plus(STARTING)) : Optional.empty());
    }

    GatherPods gatherPods() {
        return gatherPods;
    }

    private Optional<Duration> run(GenericKubernetesResource pod, Instant start) {
        Instant now = clock.instant();
        Instant copies = start.plus(WORK.get(app(pod)));
        Instant end = copies.plus(timeToCopy(pod));
        Instant half = copies.plus(Duration.between(copies, end).dividedBy(2));
        if (now.isBefore(start)) {
            return Optional.of(Duration.between(now, start));
        }
        boolean running = now.isBefore(end);
        report(pod, start, running ? null : end);
        if (!running) {
            addresses(pod);
            return Optional.empty();
        }
        boolean copying = !now.isBefore(copies);
        boolean late = !now.isBefore(half);
        String copied = late ? "50" : "0";
        if (copying && !copied.equals(VirtClient.annotations(pod).get(COPIED))) {
            kube.patch(ResourceKind.POD, pod, Map.of("metadata", Map.of("annotations", Map.of(COPIED, copied))));
        }
        return Optional.of(Duration.between(now, late ? end : copying ? half : copies));
    }

    /** What virt-v2v would write into the guest is remembered at its first disk. */
    private void addresses(GenericKubernetesResource pod) {
        String namespace = pod.getMetadata().getNamespace();
        VirtClient.list(pod, "spec", "containers", 0, "env").stream()
                .filter(variable -> "V2V_staticIPs".equals(variable.get("name")))
                .map(variable -> Map.of("metadata", Map.of("annotations", Map.of(ADDRESSES, variable.get("value")))))
                .forEach(patch -> VolumeBinder.claimsOf(pod).stream()
                        .limit(1)
                        .flatMap(claim -> kube.find(ResourceKind.PERSISTENT_VOLUME_CLAIM, namespace, claim).stream())
                        .forEach(claim -> kube.patch(ResourceKind.PERSISTENT_VOLUME_CLAIM, claim, patch)));
    }

    private Optional<Duration> runJob(ObjectKey key) {
        return kube.find(ResourceKind.JOB, key).filter(Kubelet::isOfMtv).flatMap(job -> {
            Instant end = kube.since(job).plus(JOB);
            Instant now = clock.instant();
            boolean running = now.isBefore(end);
            jobStatuses.write(
                    job,
                    running ? Map.of("active", 1) : Map.of("succeeded", 1, "completionTime", seconds(end)),
                    running ? List.of() : List.of(Condition.of("Complete", true)));
            return running ? Optional.of(Duration.between(now, end)) : Optional.empty();
        });
    }

    /** Nobody runs the Jobs of others, which stay as they are. */
    private static boolean isOfMtv(GenericKubernetesResource job) {
        Map<String, String> labels = job.getMetadata().getLabels();
        return labels != null && !Collections.disjoint(labels.keySet(), JOB_LABELS);
    }

    /** A conversion that finds blank disks copies them as well. */
    private Duration timeToCopy(GenericKubernetesResource pod) {
        String namespace = pod.getMetadata().getNamespace();
        return Stream.of(pod)
                .filter(each -> app(each).equals(CONVERSION))
                .flatMap(each -> VolumeBinder.claimsOf(each).stream())
                .flatMap(claim -> kube.find(ResourceKind.DATA_VOLUME, namespace, claim).stream())
                .filter(DataVolumes::blank)
                .map(dataVolume -> ClaimSpec.timeToCopy(claims.bytes(dataVolume)))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private void report(GenericKubernetesResource pod, Instant start, Instant end) {
        Map<String, Object> state = end == null
                ? Map.of("running", Map.of("startedAt", seconds(start)))
                : Map.of(
                        "terminated",
                        Map.of(
                                "exitCode",
                                0,
                                "reason",
                                "Completed",
                                "startedAt",
                                seconds(start),
                                "finishedAt",
                                seconds(end)));
        String container = VirtClient.text(pod, "spec", "containers", 0, "name");
        podStatuses.write(
                pod,
                Map.of(
                        "phase",
                        end == null ? "Running" : "Succeeded",
                        "containerStatuses",
                        List.of(Map.of("name", container, "ready", end == null, "restartCount", 0, "state", state))),
                List.of(Condition.of("Ready", end == null)));
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String app(GenericKubernetesResource pod) {
        Map<String, String> labels = pod.getMetadata().getLabels();
        return labels == null ? "" : labels.getOrDefault("forklift.app", "");
    }

    @Override
    public void close() {
        pods.close();
        jobs.close();
    }
}
