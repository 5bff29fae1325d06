package mtv.ledger;

import io.fabric8.kubernetes.api.model.HasMetadata;
import mtv.cluster.Cluster;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The only way in which the suite creates objects, on one cluster: noted first, so that a half-created one is removed
 * too.
 */
public final class Creator {

    private static final Logger LOG = LogManager.getLogger();

    private final Cluster cluster;
    private final Ledger ledger;

    public Creator(Cluster cluster, Ledger ledger) {
        this.cluster = cluster;
        this.ledger = ledger;
    }

    /** @return the object as the cluster stored it */
    public <T extends HasMetadata> T create(T object) {
        ledger.willCreate(cluster.name(), object);
        T created = cluster.client().resource(object).create();
        LOG.debug(
                "Created {} {} on the {}",
                created.getKind(),
                created.getMetadata().getName(),
                cluster.name());
        return created;
    }

    public Cluster cluster() {
        return cluster;
    }

    public Ledger ledger() {
        return ledger;
    }
}
