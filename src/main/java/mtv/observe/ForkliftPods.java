package mtv.observe;

import io.fabric8.kubernetes.api.model.Pod;
import mtv.cluster.Cluster;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** MTV's own pods. Without them every later wait would only run into its limit. */
public final class ForkliftPods {

    private static final Set<String> GOOD = Set.of("Running", "Succeeded");

    private ForkliftPods() {}

    public static void awaitRunning(Cluster cluster, Duration limit) {
        cluster.await("all pods of MTV in namespace " + cluster.mtvNamespace() + " are Running")
                .watching(cluster.client().pods().inNamespace(cluster.mtvNamespace()))
                .shows(pod -> isGood(pod) || !isForklift(pod) ? "" : name(pod) + " is " + phase(pod))
                .within(limit)
                .all(ForkliftPods::running);
    }

    /** Whether there are any, and none is in another phase. */
    public static boolean running(List<Pod> pods) {
        List<Pod> forklift = pods.stream().filter(ForkliftPods::isForklift).toList();
        return !forklift.isEmpty() && forklift.stream().allMatch(ForkliftPods::isGood);
    }

    /** A pod that was evicted is left out: it stays in the list long after another one has taken its place. */
    private static boolean isForklift(Pod pod) {
        boolean evicted =
                pod.getStatus() != null && "Evicted".equals(pod.getStatus().getReason());
        return name(pod).startsWith("forklift-") && !evicted;
    }

    private static boolean isGood(Pod pod) {
        return GOOD.contains(phase(pod));
    }

    private static String phase(Pod pod) {
        return pod.getStatus() == null
                ? "Unknown"
                : String.valueOf(pod.getStatus().getPhase());
    }

    private static String name(Pod pod) {
        return pod.getMetadata().getName();
    }
}
