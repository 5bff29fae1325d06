package mtv.evidence.gather;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.dsl.PodResource;
import mtv.cluster.Cluster;
import mtv.cluster.ClusterException;
import mtv.evidence.LogLines;
import mtv.ledger.Creator;
import mtv.model.ApiFailure;
import mtv.model.ResourceKind;
import mtv.templates.AccountTemplates;
import mtv.templates.MustGatherTemplates;
import mtv.templates.Place;
import mtv.text.SecretNames;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pod of one must-gather, with the account that it runs as and what allows that account to read. All three are
 * noted before they are created, and removed as soon as the pod is no longer needed; what cannot be removed then is
 * left to the end of the run.
 */
final class GatherPod implements AutoCloseable {

    /** Of config/rbac: what MTV's script reads, and nothing else. */
    static final String ROLE = "mtv-e2e-must-gather";

    /** What {@code oc adm must-gather} gives its pods; only who has all rights may give it. */
    static final String ADMIN = "cluster-admin";

    private static final Logger LOG = LogManager.getLogger();
    private static final int LINES = 200;

    /** Reasons of a container that waits, which pass by themselves; any other one is an error. */
    private static final Set<String> STARTING = Set.of("ContainerCreating", "PodInitializing", "ErrImagePull");

    private final Creator hub;
    private final Deque<HasMetadata> created = new ArrayDeque<>();

    GatherPod(Creator hub) {
        this.hub = hub;
    }

    /** Creates account, binding and pod. */
    void create(Place place, String name, String image, String plan) {
        ServiceAccount account = add(AccountTemplates.account(place, name));
        String role = role();
        try {
            add(AccountTemplates.everywhere(name, role, account));
        } catch (ClusterException e) {
            throw new GatherException("its account cannot be given ClusterRole " + role + "; apply"
                    + " config/rbac/must-gather.yaml. " + e.getMessage());
        }
        add(MustGatherTemplates.pod(place, name, image, name, plan));
    }

    private <T extends HasMetadata> T add(T object) {
        T made = hub.create(object);
        created.push(made);
        return made;
    }

    /** An administrator has provided the one; without it this works for administrators alone. */
    private String role() {
        try {
            return ResourceKind.CLUSTER_ROLE
                            .find(hub.cluster().client(), "", ROLE)
                            .isPresent()
                    ? ROLE
                    : ADMIN;
        } catch (RuntimeException e) {
            LOG.debug("Cannot look for ClusterRole {}", ROLE, e);
            return ROLE;
        }
    }

    PodResource resource() {
        Pod pod = (Pod) created.element();
        return hub.cluster()
                .client()
                .pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName());
    }

    /**
     * Waits until everything is gathered and can be copied.
     *
     * @return how the script ended, when it did not end well; empty when it did
     */
    Optional<String> awaitEnd(String plan, Duration limit) {
        Cluster cluster = hub.cluster();
        Pod ended = cluster.await("must-gather has read all of Plan " + plan)
                .watching(resource())
                .failsWhen(GatherPod::badEnd)
                .shows(GatherPod::state)
                .within(limit)
                .one(pod -> end(pod).isPresent() && isRunning(pod, MustGatherTemplates.COPY));
        int code = end(ended).map(ContainerStateTerminated::getExitCode).orElse(0);
        return code == 0
                ? Optional.empty()
                : Optional.of(MustGatherTemplates.COMMAND + " ended with exit code " + code + lastWords());
    }

    private String lastWords() {
        try {
            String log = resource()
                    .inContainer(MustGatherTemplates.GATHER)
                    .tailingLines(LINES)
                    .getLog();
            String last = LogLines.lastOfTrouble(log);
            return last == null ? "" : ": " + SecretNames.withoutValues(last);
        } catch (RuntimeException e) {
            return ", and its log cannot be read: " + ApiFailure.words(e);
        }
    }

    private static Optional<ContainerStateTerminated> end(Pod pod) {
        return statuses(pod)
                .filter(container -> container.getName().equals(MustGatherTemplates.GATHER))
                .flatMap(container -> Stream.ofNullable(container.getState().getTerminated()))
                .findFirst();
    }

    private static boolean isRunning(Pod pod, String name) {
        return statuses(pod)
                .anyMatch(container ->
                        container.getName().equals(name) && container.getState().getRunning() != null);
    }

    private static Stream<ContainerStatus> statuses(Pod pod) {
        return pod.getStatus() == null || pod.getStatus().getContainerStatuses() == null
                ? Stream.empty()
                : pod.getStatus().getContainerStatuses().stream().filter(each -> each.getState() != null);
    }

    /** Why the files will never be there to be copied. */
    private static Optional<String> badEnd(Pod pod) {
        PodStatus status = pod.getStatus();
        if (status == null) {
            return Optional.empty();
        }
        if (Set.of("Failed", "Succeeded").contains(Objects.toString(status.getPhase()))) {
            return Optional.of("its pod is " + status.getPhase() + words(status.getReason(), status.getMessage()));
        }
        return statuses(pod)
                .flatMap(container -> Stream.ofNullable(container.getState().getWaiting())
                        .filter(waiting -> waiting.getReason() != null && !STARTING.contains(waiting.getReason()))
                        .map(waiting -> "its container " + container.getName() + " does not start"
                                + words(waiting.getReason(), waiting.getMessage())))
                .findFirst()
                .or(() -> conditions(status)
                        .filter(condition -> "Unschedulable".equals(condition.getReason()))
                        .map(condition ->
                                "no node takes its pod" + words(condition.getReason(), condition.getMessage()))
                        .findFirst());
    }

    private static Stream<PodCondition> conditions(PodStatus status) {
        return status.getConditions() == null
                ? Stream.empty()
                : status.getConditions().stream().filter(condition -> "False".equals(condition.getStatus()));
    }

    private static String words(String reason, String message) {
        String told = Stream.of(reason, message)
                .filter(text -> text != null && !text.isBlank())
                .collect(Collectors.joining(", "));
        return told.isEmpty() ? "" : ": " + told;
    }

    private static String state(Pod pod) {
        if (pod == null || pod.getStatus() == null) {
            return "its pod has no status";
        }
        String waiting = statuses(pod)
                .flatMap(container -> Stream.ofNullable(container.getState().getWaiting()))
                .map(ContainerStateWaiting::getReason)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(", "));
        return "its pod is " + pod.getStatus().getPhase() + (waiting.isEmpty() ? "" : ", " + waiting);
    }

    /** The newest first. */
    @Override
    public void close() {
        for (HasMetadata object : created) {
            try {
                hub.remove(object);
            } catch (RuntimeException e) {
                LOG.debug(
                        "{} {} is left to the end of the run: {}",
                        object.getKind(),
                        object.getMetadata().getName(),
                        ApiFailure.words(e));
            }
        }
    }
}
