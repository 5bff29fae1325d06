package mtv.steps;

import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.cluster.Cluster;
import mtv.ledger.Entry;
import mtv.ledger.Undo;
import mtv.model.Plan;
import mtv.model.ResourceKind;

import java.util.List;
import java.util.Map;

/** Deletes the VMs that MTV made for one Plan; KubeVirt owns their claims and takes them along. */
final class MigratedVmsUndo implements Undo {

    private static final String TYPE = "migrated-vms";

    private final List<Cluster> clusters;

    /** @param clusters all of the run: a VM that landed on the wrong one goes, too */
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

    /**
     * By MTV's label, so that no VM of anybody else in that namespace can be met. MTV's own cluster need not run VMs.
     */
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
