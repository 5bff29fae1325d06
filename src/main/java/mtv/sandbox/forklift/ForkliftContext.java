package mtv.sandbox.forklift;

import mtv.sandbox.apiserver.ApiServer;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.faults.Faults;
import mtv.sandbox.inventory.InventoryState;
import mtv.sandbox.sources.SourcePlatform;

import java.util.Optional;
import java.util.function.Function;

/**
 * Where an MTV runs.
 *
 * @param api the cluster that MTV runs on; gives its identities their clients, and is guarded by its webhooks
 * @param sources what answers at a Provider's url
 * @param inventory told how far each Provider's inventory is
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
