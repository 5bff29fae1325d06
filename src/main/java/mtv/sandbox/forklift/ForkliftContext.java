package mtv.sandbox.forklift;

import mtv.sandbox.apiserver.ApiServer;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.faults.Faults;
import mtv.sandbox.inventory.InventoryState;
import mtv.sandbox.sources.SourcePlatform;

import java.util.Optional;
import java.util.function.Function;

/**
 * The surroundings of one MTV.
 *
 * @param api the cluster that MTV runs on, which provides clients for its identities and calls its webhooks
 * @param sources the platform at a Provider's URL
 * @param inventory receives how far the inventory of each Provider has been read
 * @param namespace MTV's own
 */
public record ForkliftContext(
        ApiServer api,
        SandboxClock clock,
        Function<String, Optional<SourcePlatform>> sources,
        InventoryState inventory,
        Faults faults,
        String namespace) {

    String identity(String serviceAccount) {
        return "system:serviceaccount:" + namespace + ":" + serviceAccount;
    }
}
