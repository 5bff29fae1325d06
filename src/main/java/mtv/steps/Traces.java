package mtv.steps;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import mtv.check.Found;
import mtv.cluster.Cluster;
import mtv.provider.Destination;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Everything that carries a Plan's label, in all namespaces of all clusters of the run: one list per kind. */
final class Traces {

    private static final String LABEL = "plan";

    private final Destination destination;
    private final String planUid;

    Traces(Destination destination, String planUid) {
        this.destination = destination;
        this.planUid = planUid;
    }

    /** On a cluster that nothing may be on, only what a migration cannot do without is looked for. */
    List<Found> all() {
        List<Found> found = new ArrayList<>(machines(destination.cluster(), false));
        found.addAll(pods(destination.cluster(), false));
        found.addAll(volumes(destination.cluster(), false));
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
                .forEach(object -> found.add(found(false, (HasMetadata) object)));
        for (Cluster bystander : destination.bystanders()) {
            found.addAll(machines(bystander, true));
            found.addAll(pods(bystander, true));
            found.addAll(volumes(bystander, true));
        }
        return found;
    }

    /** What archiving is about. */
    List<Found> machinesAndPods() {
        return Stream.concat(
                        machines(destination.cluster(), false).stream(), pods(destination.cluster(), false).stream())
                .toList();
    }

    private List<Found> machines(Cluster cluster, boolean bystander) {
        return found(
                bystander,
                Kind.VIRTUAL_MACHINE
                        .on(cluster)
                        .inAnyNamespace()
                        .withLabel(LABEL, planUid)
                        .list()
                        .getItems());
    }

    private List<Found> volumes(Cluster cluster, boolean bystander) {
        return found(
                bystander,
                Kind.DATA_VOLUME
                        .on(cluster)
                        .inAnyNamespace()
                        .withLabel(LABEL, planUid)
                        .list()
                        .getItems());
    }

    private List<Found> pods(Cluster cluster, boolean bystander) {
        return found(
                bystander,
                cluster.client()
                        .pods()
                        .inAnyNamespace()
                        .withLabel(LABEL, planUid)
                        .list()
                        .getItems());
    }

    static List<Found> found(boolean bystander, List<? extends HasMetadata> objects) {
        return objects.stream().map(object -> found(bystander, object)).toList();
    }

    private static Found found(boolean bystander, HasMetadata object) {
        var metadata = object.getMetadata();
        return new Found(
                bystander,
                object.getKind(),
                metadata.getNamespace(),
                metadata.getName(),
                metadata.getLabels() == null ? Map.of() : metadata.getLabels(),
                object instanceof Pod pod ? pod.getStatus().getPhase() : "",
                Instant.parse(metadata.getCreationTimestamp()));
    }
}
