package mtv.sandbox.mtv.maps;

import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.MapStatus;
import mtv.model.SourceRef;
import mtv.model.StorageMap;
import mtv.sandbox.mtv.runtime.Conditions;
import mtv.sandbox.mtv.runtime.Environment;
import mtv.sandbox.work.Key;
import mtv.sandbox.work.Reconciler;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Storages of the source, and storage classes of the destination. */
public final class StorageMapReconciler implements Reconciler {

    private final Environment environment;

    public StorageMapReconciler(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Optional<Duration> reconcile(Key key) {
        return environment.caches().storageMaps().get(key).flatMap(this::reconcile);
    }

    private Optional<Duration> reconcile(StorageMap map) {
        Conditions conditions = new Conditions(map.conditions(), environment.now());
        ProviderPairs providers = ProviderPairs.check(
                map.getSpec().provider(), environment.caches().providers(), conditions);
        MapVerdict verdict = new MapVerdict(environment, map.getStatus(), conditions);
        if (!conditions.blocked()) {
            List<SourceRef> wanted =
                    map.getSpec().map().stream().map(pair -> pair.source()).toList();
            verdict.sources("SourceStorageNotValid", providers, wanted, SourceRefs::storages);
            checkDestinations(
                    map, environment.connections().to(providers.destination().orElseThrow()), conditions);
        }
        MapStatus status = verdict.status(map.getMetadata().getGeneration(), "The storage map is ready.");
        if (!status.equals(map.getStatus())) {
            environment.caches().storageMaps().writeStatus(map, copy -> copy.setStatus(status));
        }
        return verdict.next();
    }

    private void checkDestinations(StorageMap map, KubernetesClient destination, Conditions conditions) {
        List<String> missing = map.getSpec().map().stream()
                .map(pair -> pair.destination().storageClass())
                .distinct()
                .filter(name -> destination
                                .storage()
                                .v1()
                                .storageClasses()
                                .withName(name)
                                .get()
                        == null)
                .toList();
        if (!missing.isEmpty()) {
            conditions.set(Conditions.critical(
                            "DestinationStorageNotValid", "NotFound", "Destination storage class not found.")
                    .withItems(missing));
        }
    }
}
