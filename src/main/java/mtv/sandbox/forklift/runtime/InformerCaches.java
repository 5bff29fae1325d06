package mtv.sandbox.forklift.runtime;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.Hook;
import mtv.model.Host;
import mtv.model.Migration;
import mtv.model.NetworkMap;
import mtv.model.Plan;
import mtv.model.Provider;
import mtv.model.StorageMap;
import mtv.sandbox.apiserver.ApiServer;

import java.util.List;

/** A cache for every kind on MTV's own cluster that the controllers read. */
public record InformerCaches(
        ObjectCache<Namespace> namespaces,
        ObjectCache<Secret> secrets,
        ObjectCache<Provider> providers,
        ObjectCache<Host> hosts,
        ObjectCache<NetworkMap> networkMaps,
        ObjectCache<StorageMap> storageMaps,
        ObjectCache<Plan> plans,
        ObjectCache<Migration> migrations,
        ObjectCache<Hook> hooks,
        Conversions conversions)
        implements AutoCloseable {

    public static InformerCaches of(ApiServer api, KubernetesClient client) {
        return new InformerCaches(
                new ObjectCache<>(api, client, Namespace.class),
                new ObjectCache<>(api, client, Secret.class),
                new ObjectCache<>(api, client, Provider.class),
                new ObjectCache<>(api, client, Host.class),
                new ObjectCache<>(api, client, NetworkMap.class),
                new ObjectCache<>(api, client, StorageMap.class),
                new ObjectCache<>(api, client, Plan.class),
                new ObjectCache<>(api, client, Migration.class),
                new ObjectCache<>(api, client, Hook.class),
                new Conversions(api, client));
    }

    /** Starts the caches. Objects that others refer to come first, so that the first reconciliations find them. */
    public void start() {
        all().forEach(ObjectCache::start);
        conversions.start();
    }

    @Override
    public void close() {
        all().forEach(ObjectCache::close);
        conversions.close();
    }

    private List<ObjectCache<?>> all() {
        return List.of(namespaces, secrets, providers, hosts, networkMaps, storageMaps, hooks, migrations, plans);
    }
}
