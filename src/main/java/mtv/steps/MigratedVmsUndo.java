package mtv.steps;

import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.cluster.Cluster;
import mtv.ledger.Entry;
import mtv.ledger.Undo;
import mtv.model.Plan;
import mtv.model.ResourceKind;

import java.util.List;
import java.util.Map;

/** Deletes the VMs that MTV made for one Plan; KubeVirt owns their claims and deletes these with them. */
final class MigratedVmsUndo implements Undo {

    private static final String TYPE = "migrated-vms";

    private final List<Cluster> clusters;

    /** @param clusters all of the run, since a VM may be on the wrong one */
    MigratedVmsUndo(List<Cluster> clusters) {
        this.clusters = clusters;
    }

    static Entry entry(Plan plan) {
        return new Entry(
                TYPE,
                Map.of(
                        "namespace", plan.getSpec().targetNamespace(),
                        "plan", plan.getMetadata().getUid()));
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Selects by MTV's label, so that no VM of other people is deleted. A cluster without KubeVirt has none. */
    @Override
    public void undo(Entry entry) {
        for (Cluster cluster : clusters) {
            try {
                ResourceKind.VIRTUAL_MACHINE
                        .on(cluster.client())
                        .inNamespace(entry.fact("namespace"))
                        .withLabel("plan", entry.fact("plan"))
                        .delete();
            } catch (KubernetesClientException e) {
                if (!Cluster.isAbsent(e)) {
                    throw e;
                }
            }
        }
    }
}
