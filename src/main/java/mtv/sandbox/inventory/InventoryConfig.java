package mtv.sandbox.inventory;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.Vertx;
import mtv.model.Provider;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.faults.Faults;
import mtv.sandbox.sources.SourcePlatform;
import mtv.sandbox.tls.Certificate;

import java.util.Optional;

/**
 * What an inventory service needs from its sandbox.
 *
 * @param hub the cluster that MTV runs on, which knows the callers
 */
public record InventoryConfig(
        Vertx vertx,
        Certificate certificate,
        SandboxClock clock,
        KubernetesClient hub,
        Providers providers,
        Faults faults) {

    /** What MTV's controllers know of Providers. */
    public interface Providers {

        /** The cluster that an openshift Provider stands for, entered as MTV enters it. */
        KubernetesClient clusterOf(Provider provider);

        /** What a Provider stands for; empty where nothing answers. */
        Optional<SourcePlatform> platformOf(Provider provider);

        /** Whether a Provider shows only what its namespace and the caller may see. */
        boolean isRestricted(Provider provider);

        /** False when the ForkliftController has switched authentication off. */
        boolean requiresAuthentication();
    }
}
