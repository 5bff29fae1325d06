package mtv.sandbox.mtv.runtime;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.Hook;
import mtv.model.Host;
import mtv.model.Migration;
import mtv.model.NetworkMap;
import mtv.model.Plan;
import mtv.model.Provider;
import mtv.model.StorageMap;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Every kind on the own cluster that the controllers look at; each is watched once, whoever wants it. */
public record Caches(
        ObjectCache<Secret> secrets,
        ObjectCache<Provider> providers,
        ObjectCache<Host> hosts,
        ObjectCache<NetworkMap> networkMaps,
        ObjectCache<StorageMap> storageMaps,
        ObjectCache<Plan> plans,
        ObjectCache<Migration> migrations,
        ObjectCache<Hook> hooks)
        implements AutoCloseable {

    public static Caches of(KubernetesClient client) {
        return new Caches(
                new ObjectCache<>(client, Secret.class),
                new ObjectCache<>(client, Provider.class),
                new ObjectCache<>(client, Host.class),
                new ObjectCache<>(client, NetworkMap.class),
                new ObjectCache<>(client, StorageMap.class),
                new ObjectCache<>(client, Plan.class),
                new ObjectCache<>(client, Migration.class),
                new ObjectCache<>(client, Hook.class));
    }

    /** Returns when all first lists are in. */
    public void start() {
        // what others refer to comes first, so that the first turns find it
        CompletableFuture.allOf(Stream.of(secrets, providers, hosts, networkMaps, storageMaps, hooks, migrations)
                        .map(ObjectCache::start)
                        .toArray(CompletableFuture[]::new))
                .join();
        plans.start().join();
    }

    @Override
    public void close() {
        List.of(secrets, providers, hosts, networkMaps, storageMaps, plans, migrations, hooks)
                .forEach(ObjectCache::close);
    }
}
