package mtv.sandbox.inventory;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.Vertx;
import mtv.model.Provider;
import mtv.sandbox.api.Certificate;
import mtv.sandbox.api.Tokens;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.fault.Faults;
import mtv.sandbox.source.SourcePlatform;

import java.util.Optional;
import java.util.function.Function;

/**
 * What an inventory service needs from its sandbox.
 *
 * @param clusters what an openshift Provider stands for, to read its collections
 * @param sources what answers at a Provider's url
 */
public record InventoryConfig(
        Vertx vertx,
        Certificate certificate,
        SandboxClock clock,
        Tokens tokens,
        Function<Provider, KubernetesClient> clusters,
        Function<String, Optional<SourcePlatform>> sources,
        Faults faults) {}
