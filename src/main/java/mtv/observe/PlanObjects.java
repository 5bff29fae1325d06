package mtv.observe;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.cluster.Cluster;
import mtv.model.ResourceKind;
import mtv.provider.Destination;
import mtv.vm.Fact;
import mtv.vm.FoundObject;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Everything that carries a Plan's label, in all namespaces of all clusters of the run: one list per kind. */
public final class PlanObjects {

    private static final String LABEL = "plan";

    private final Destination destination;
    private final Cluster hub;
    private final String planUid;

    /** @param hub where MTV runs and keeps some of its helper objects */
    public PlanObjects(Destination destination, Cluster hub, String planUid) {
        this.destination = destination;
        this.hub = hub;
        this.planUid = planUid;
    }

    /** On clusters that must stay clean, only the kinds are listed that every migration creates. */
    public List<FoundObject> all() {
        List<FoundObject> found = new ArrayList<>(machines(destination.cluster(), ""));
        found.addAll(pods(destination.cluster(), ""));
        found.addAll(volumes(destination.cluster(), ""));
        found.addAll(found("", labelled(ResourceKind.CONVERSION, hub)));
        if (!hub.apiUrl().equals(destination.cluster().apiUrl())) {
            found.addAll(found(
                    "",
                    hub.client()
                            .secrets()
                            .inAnyNamespace()
                            .withLabel(LABEL, planUid)
                            .list()
                            .getItems()));
        }
        var client = destination.cluster().client();
        Stream.of(
                        client.persistentVolumeClaims()
                                .inAnyNamespace()
                                .withLabel(LABEL, planUid)
                                .list(),
                        client.secrets()
                                .inAnyNamespace()
                                .withLabel(LABEL, planUid)
                                .list(),
                        client.configMaps()
                                .inAnyNamespace()
                                .withLabel(LABEL, planUid)
                                .list())
                .flatMap(list -> list.getItems().stream())
                .forEach(object -> found.add(found("", (HasMetadata) object)));
        for (Cluster bystander : destination.bystanders()) {
            found.addAll(machines(bystander, describe(bystander)));
            found.addAll(pods(bystander, describe(bystander)));
            found.addAll(volumes(bystander, describe(bystander)));
        }
        return found;
    }

    /**
     * What archiving a Plan deals with: it keeps the VMs and removes the pods. What is being deleted counts as gone,
     * since its finalizers and a pod's grace period take their time.
     */
    public List<FoundObject> machinesAndPods() {
        Cluster cluster = destination.cluster();
        return Stream.<HasMetadata>concat(
                        labelled(ResourceKind.VIRTUAL_MACHINE, cluster).stream(), labelledPods(cluster).stream())
                .filter(object -> !object.isMarkedForDeletion())
                .map(object -> found("", object))
                .toList();
    }

    private List<FoundObject> machines(Cluster cluster, String named) {
        return found(named, labelled(ResourceKind.VIRTUAL_MACHINE, cluster));
    }

    private List<FoundObject> volumes(Cluster cluster, String named) {
        return found(named, labelled(ResourceKind.DATA_VOLUME, cluster));
    }

    /** Lists all namespaces; a cluster that does not know the kind has no such object. */
    private List<GenericKubernetesResource> labelled(ResourceKind kind, Cluster cluster) {
        try {
            return kind.on(cluster.client())
                    .inAnyNamespace()
                    .withLabel(LABEL, planUid)
                    .list()
                    .getItems();
        } catch (KubernetesClientException e) {
            if (Cluster.isAbsent(e)) {
                return List.of();
            }
            throw e;
        }
    }

    private List<FoundObject> pods(Cluster cluster, String named) {
        return found(named, labelledPods(cluster));
    }

    private List<Pod> labelledPods(Cluster cluster) {
        return cluster.client()
                .pods()
                .inAnyNamespace()
                .withLabel(LABEL, planUid)
                .list()
                .getItems();
    }

    /** The cluster's name and address, for messages. */
    public static String describe(Cluster cluster) {
        return "the " + cluster.name() + " " + cluster.apiUrl();
    }

    public static List<FoundObject> found(String named, List<? extends HasMetadata> objects) {
        return objects.stream().map(object -> found(named, object)).toList();
    }

    /** CDI passes MTV's labels on to claims as annotations. */
    static FoundObject found(String named, HasMetadata object) {
        var metadata = object.getMetadata();
        Map<String, String> labels = new HashMap<>();
        if (object instanceof PersistentVolumeClaim && metadata.getAnnotations() != null) {
            labels.putAll(metadata.getAnnotations());
        }
        if (metadata.getLabels() != null) {
            labels.putAll(metadata.getLabels());
        }
        return new FoundObject(
                named,
                object.getKind(),
                metadata.getNamespace(),
                metadata.getName(),
                labels,
                state(object),
                created(object));
    }

    private static Fact<Instant> created(HasMetadata object) {
        String told = object.getMetadata().getCreationTimestamp();
        String path = "metadata.creationTimestamp";
        if (told == null || told.isBlank()) {
            return Fact.unknown(path + " is empty");
        }
        try {
            return Fact.of(OffsetDateTime.parse(told).toInstant(), path);
        } catch (DateTimeParseException e) {
            return Fact.unreadable(path + " is \"" + told + "\", not a time");
        }
    }

    private static String state(HasMetadata object) {
        if (object instanceof Pod pod) {
            return pod.getStatus() == null ? "" : String.valueOf(pod.getStatus().getPhase());
        }
        boolean conversion = FoundObject.CONVERSION.equals(object.getKind());
        return conversion ? Objects.toString(((GenericKubernetesResource) object).get("status", "phase"), "") : "";
    }
}
