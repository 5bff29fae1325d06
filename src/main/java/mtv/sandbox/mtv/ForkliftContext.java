package mtv.sandbox.mtv;

import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.fault.Faults;
import mtv.sandbox.mtv.runtime.InventoryListener;
import mtv.sandbox.vsphere.SourcePlatform;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where an MTV runs.
 *
 * @param controllers client of the controllers' identity, on the cluster that MTV runs on
 * @param operator client of the operator's identity, there
 * @param sources what answers at a Provider's url
 * @param inventory told how far each Provider's inventory is
 * @param namespace MTV's own
 */
public record ForkliftContext(
        KubernetesClient controllers,
        KubernetesClient operator,
        SandboxClock clock,
        Function<URI, Optional<SourcePlatform>> sources,
        InventoryListener inventory,
        Faults faults,
        String namespace) {}
