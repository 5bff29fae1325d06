package mtv.sandbox.inventory;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.Vertx;
import mtv.model.Provider;
import mtv.sandbox.api.Certificate;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.fault.Faults;
import mtv.sandbox.source.SourcePlatform;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What an inventory service needs from its sandbox.
 *
 * @param hub the cluster that MTV runs on, which knows the callers
 * @param clusters what an openshift Provider stands for, to read its collections
 * @param platforms what a Provider of another type stands for
 * @param restricted whether a Provider shows only what its namespace and the caller may see
 * @param authRequired false when the ForkliftController has switched authentication off
 */
public record InventoryConfig(
        Vertx vertx,
        Certificate certificate,
        SandboxClock clock,
        KubernetesClient hub,
        Function<Provider, KubernetesClient> clusters,
        Function<Provider, Optional<SourcePlatform>> platforms,
        Predicate<Provider> restricted,
        BooleanSupplier authRequired,
        Faults faults) {

    boolean isRestricted(Provider provider) {
        return restricted.test(provider);
    }
}
