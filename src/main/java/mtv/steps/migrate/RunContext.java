package mtv.steps.migrate;

import mtv.cluster.Cluster;
import mtv.cluster.Clusters;
import mtv.ledger.Creator;
import mtv.ledger.Ledger;
import mtv.observe.ProductVersions;
import mtv.scenario.ResourceNames;
import mtv.settings.Settings;
import mtv.templates.Place;

/**
 * What every step of a run needs.
 *
 * @param place the namespace of MTV's objects, and the label of all that the run creates
 * @param versions of the products that are tested
 * @param outcome of the run so far
 */
public record RunContext(
        Settings settings,
        Clusters clusters,
        ResourceNames names,
        Place place,
        Ledger ledger,
        ProductVersions versions,
        RunOutcome outcome) {

    /** The cluster that MTV runs on. */
    public Cluster hub() {
        return clusters.hub();
    }

    /** Creates objects on MTV's cluster. */
    public Creator creator() {
        return new Creator(hub(), ledger);
    }

    /** Whether the run only looks at what others have made. */
    public boolean onlyLooks() {
        return settings.attach().isPresent();
    }

    /** Whether everything stays for somebody to look at. */
    public boolean leavesObjects() {
        return outcome.leavesObjects(settings.skipTeardown());
    }
}
