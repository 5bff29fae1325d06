package mtv.steps;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.check.Difference;
import mtv.cluster.Cluster;
import mtv.provider.Destination;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a Plan made on a cluster that is not its destination. MTV calls such a run Succeeded: a destination Provider
 * without a url is the hub, whatever its Secret says.
 */
final class Strays {

    private Strays() {}

    /** Two lists per cluster on which nothing may be, however many VMs there are. */
    static List<Difference> of(Destination destination, String planUid) {
        List<Difference> differences = new ArrayList<>();
        for (Cluster bystander : destination.bystanders()) {
            made(bystander.client(), planUid)
                    .map(object -> new Difference(
                            object.getMetadata().getName(),
                            "cluster",
                            describe(destination.cluster()) + ", the destination's",
                            object.getKind() + " " + object.getMetadata().getNamespace() + "/"
                                    + object.getMetadata().getName() + " on " + describe(bystander)))
                    .forEach(differences::add);
        }
        return differences;
    }

    private static Stream<GenericKubernetesResource> made(KubernetesClient client, String planUid) {
        return Stream.of(VirtualMachines.CONTEXT, VirtualMachines.DATA_VOLUMES)
                .flatMap(kind -> client
                        .genericKubernetesResources(kind)
                        .inAnyNamespace()
                        .withLabel("plan", planUid)
                        .list()
                        .getItems()
                        .stream());
    }

    private static String describe(Cluster cluster) {
        return "the " + cluster.name() + " " + cluster.apiUrl();
    }
}
