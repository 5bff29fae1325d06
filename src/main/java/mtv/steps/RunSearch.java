package mtv.steps;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import mtv.cluster.Cluster;
import mtv.cluster.Clusters;
import mtv.ledger.Ledger;
import mtv.model.ApiFailure;
import mtv.model.Hook;
import mtv.model.Migration;
import mtv.model.NetworkMap;
import mtv.model.Plan;
import mtv.model.Provider;
import mtv.model.ResourceKind;
import mtv.model.RunLabel;
import mtv.model.StorageMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.net.HttpURLConnection;
import java.util.List;
import java.util.function.Function;

/**
 * Notes in a ledger what a run left on its clusters, by the run's label and by the annotations of the
 * ForkliftController.
 */
final class RunSearch {

    private static final List<Function<KubernetesClient, MixedOperation<? extends HasMetadata, ?, ?>>> KINDS = List.of(
            client -> client.resources(Namespace.class),
            client -> client.resources(Secret.class),
            ResourceKind.NETWORK_ATTACHMENT_DEFINITION::on,
            client -> client.resources(Provider.class),
            client -> client.resources(StorageMap.class),
            client -> client.resources(NetworkMap.class),
            client -> client.resources(Hook.class),
            client -> client.resources(Plan.class),
            client -> client.resources(Migration.class));

    /** Whoever may not list them has made none. */
    private static final List<ResourceKind> OF_SOME_RUNS = List.of(
            ResourceKind.SERVICE_ACCOUNT,
            ResourceKind.CLUSTER_ROLE_BINDING,
            ResourceKind.ROLE,
            ResourceKind.ROLE_BINDING,
            ResourceKind.VIRTUAL_MACHINE);

    private static final Logger LOG = LogManager.getLogger();

    private final Clusters clusters;
    private final Ledger ledger;

    RunSearch(Clusters clusters, Ledger ledger) {
        this.clusters = clusters;
        this.ledger = ledger;
    }

    void run() {
        for (Cluster cluster : clusters.all()) {
            for (var kind : KINDS) {
                labelled(kind.apply(cluster.client())).forEach(object -> note(cluster, object));
            }
            OF_SOME_RUNS.forEach(kind -> noteUnlessForbidden(kind, cluster));
        }
        if (PrecopyInterval.isHeldBy(ledger.runId(), clusters.hub())) {
            ledger.note(PrecopyInterval.entry(ledger.runId()));
        }
    }

    private void noteUnlessForbidden(ResourceKind kind, Cluster cluster) {
        try {
            labelled(kind.on(cluster.client())).forEach(object -> note(cluster, object));
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            LOG.warn("{} of the {} cannot be looked for: {}", kind.plural(), cluster.name(), ApiFailure.words(e));
        }
    }

    private void note(Cluster cluster, HasMetadata object) {
        ledger.found(cluster.name(), object);
        if (object instanceof Plan plan) {
            ledger.note(MigratedVmsUndo.entry(plan));
        }
    }

    /** A cluster that only takes the VMs need not know MTV's kinds. */
    private List<? extends HasMetadata> labelled(MixedOperation<? extends HasMetadata, ?, ?> kind) {
        try {
            KubernetesResourceList<? extends HasMetadata> found =
                    (KubernetesResourceList<? extends HasMetadata>) kind.inAnyNamespace()
                            .withLabel(RunLabel.KEY, ledger.runId())
                            .list();
            return found.getItems();
        } catch (KubernetesClientException e) {
            if (Cluster.isAbsent(e)) {
                return List.of();
            }
            throw e;
        }
    }
}
