package mtv.diagnosis;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import mtv.cluster.Cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The pods of MTV's controller, which writes the status of every object; they are listed once. */
public final class ControllerPods {

    private static final String NAME = "forklift-controller";
    private static final String RUNNING = "Running";

    private final Cluster cluster;
    private final List<Pod> pods;

    ControllerPods(Cluster cluster) {
        this(
                cluster,
                cluster.client()
                        .pods()
                        .inNamespace(cluster.mtvNamespace())
                        .list()
                        .getItems());
    }

    /** @param all pods of MTV's namespace, listed already */
    public ControllerPods(Cluster cluster, List<Pod> all) {
        this.cluster = cluster;
        this.pods = all.stream()
                .filter(pod -> pod.getMetadata().getName().startsWith(NAME))
                .toList();
    }

    /** A clause for each pod that does not serve; none when one of them does. */
    public List<String> findings() {
        if (pods.isEmpty()) {
            return List.of("no pod " + NAME + " is in namespace " + cluster.mtvNamespace() + ", so MTV does not run");
        }
        return pods.stream().anyMatch(pod -> wrong(pod).isEmpty())
                ? List.of()
                : pods.stream()
                        .map(pod -> "pod " + pod.getMetadata().getName() + " "
                                + wrong(pod).orElse(""))
                        .toList();
    }

    private static Optional<String> wrong(Pod pod) {
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            return Optional.of("is being deleted");
        }
        String phase = pod.getStatus() == null
                ? "Unknown"
                : String.valueOf(pod.getStatus().getPhase());
        if (!RUNNING.equals(phase)) {
            return Optional.of("is " + phase);
        }
        List<String> down = new ArrayList<>();
        containers(pod)
                .filter(container -> Boolean.FALSE.equals(container.getReady()))
                .forEach(container -> down.add("container " + container.getName() + " is not ready" + why(container)));
        return down.isEmpty() ? Optional.empty() : Optional.of("does not serve: " + String.join(", ", down));
    }

    private static String why(ContainerStatus container) {
        String reason = container.getState() == null || container.getState().getWaiting() == null
                ? null
                : container.getState().getWaiting().getReason();
        Integer restarts = container.getRestartCount();
        return (reason == null ? "" : " (" + reason + ")")
                + (restarts == null || restarts == 0 ? "" : " after " + restarts + " restarts");
    }

    /** Where a person finds more. */
    String log() {
        return "the log of pod " + pods.get(0).getMetadata().getName() + " in namespace " + cluster.mtvNamespace();
    }

    /**
     * How long the controller has been running.
     *
     * @return empty when no pod tells it
     */
    Optional<Duration> age() {
        return pods.stream()
                .filter(pod -> wrong(pod).isEmpty())
                .flatMap(ControllerPods::starts)
                .filter(started -> started != null && !started.isEmpty())
                .map(Instant::parse)
                .max(Comparator.naturalOrder())
                .map(started -> Duration.between(started, cluster.now()));
    }

    private static Stream<String> starts(Pod pod) {
        return Stream.concat(
                Stream.of(pod.getMetadata().getCreationTimestamp()),
                containers(pod)
                        .filter(container -> container.getState() != null
                                && container.getState().getRunning() != null)
                        .map(container -> container.getState().getRunning().getStartedAt()));
    }

    private static Stream<ContainerStatus> containers(Pod pod) {
        return pod.getStatus() == null ? Stream.empty() : pod.getStatus().getContainerStatuses().stream();
    }
}
