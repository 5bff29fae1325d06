package mtv.sandbox.forklift.provider;

import mtv.model.Provider;
import mtv.model.ProviderStatus;
import mtv.model.ProviderStatusBuilder;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.controller.Reconciler;
import mtv.sandbox.forklift.runtime.ControllerEnvironment;
import mtv.sandbox.forklift.runtime.ObjectCache;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reconciles Providers, from the type to the inventory. A Provider without its Secret gets no status, or keeps the one
 * that it has.
 */
public final class ProviderReconciler implements Reconciler {

    private static final Set<String> FINALIZERS = Set.of("forklift/ova-provider", "forklift/hyperv-provider");

    private final ControllerEnvironment environment;
    private final ProviderReconciliation.Helpers helpers;
    private final Map<ObjectKey, String> uids = new ConcurrentHashMap<>();
    private final Map<String, Long> generations = new ConcurrentHashMap<>();

    public ProviderReconciler(ControllerEnvironment environment) {
        this.environment = environment;
        this.helpers = new ProviderReconciliation.Helpers(
                environment,
                new InventoryCollectors(environment.clock(), environment.inventory()),
                new ProviderCertificates(environment.sources()),
                new ProviderServers(environment.client(), environment.namespace()),
                new OffloadSshKeys(environment.client(), environment.caches().secrets()),
                new OpenShiftProbe(environment.connections()),
                new PlatformProbe(environment));
    }

    @Override
    public Optional<Duration> reconcile(ObjectKey key) {
        Optional<Provider> found = environment.caches().providers().get(key);
        found.map(provider -> provider.getMetadata().getUid())
                .ifPresentOrElse(uid -> forgetOther(uids.put(key, uid), uid), () -> forgetOther(uids.remove(key), ""));
        return found.flatMap(this::reconcile);
    }

    private void forgetOther(String before, String uid) {
        if (before != null && !before.equals(uid)) {
            begin(before, null);
            environment.connections().forget(before);
        }
    }

    private Optional<Duration> reconcile(Provider provider) {
        String uid = provider.getMetadata().getUid();
        if (provider.getMetadata().getDeletionTimestamp() != null) {
            begin(uid, null);
            release(provider);
            return Optional.empty();
        }
        ProviderStatus before = Optional.ofNullable(provider.getStatus())
                .orElseGet(() -> ProviderStatusBuilder.builder().build());
        begin(uid, provider.getMetadata().getGeneration());
        ProviderReconciliation reconciliation = new ProviderReconciliation(helpers, provider, before);
        reconciliation.run();
        ObjectCache.report(environment.caches().providers(), provider, reconciliation.status());
        return reconciliation.next();
    }

    /** Stops the collector and the server of a Provider when its generation changes or it is deleted. */
    private void begin(String uid, Long generation) {
        Long before = generation == null ? generations.remove(uid) : generations.put(uid, generation);
        if (before != null && !before.equals(generation)) {
            helpers.inventories().stop(uid);
            helpers.servers().delete(uid);
        }
    }

    /** Removes MTV's finalizers. The server of the Provider is deleted with it, and nothing else waits for that. */
    private void release(Provider provider) {
        if (provider.getMetadata().getFinalizers().stream().anyMatch(FINALIZERS::contains)) {
            environment.client().resource(provider).edit(copy -> {
                copy.getMetadata().getFinalizers().removeAll(FINALIZERS);
                return copy;
            });
        }
    }
}
