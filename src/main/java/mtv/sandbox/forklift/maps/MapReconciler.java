package mtv.sandbox.forklift.maps;

import mtv.model.MapStatus;
import mtv.model.MtvResource;
import mtv.model.NetworkMapSpec;
import mtv.model.Provider;
import mtv.model.ProviderPair;
import mtv.model.SourceRef;
import mtv.model.StorageMapSpec;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.controller.Reconciler;
import mtv.sandbox.forklift.runtime.Conditions;
import mtv.sandbox.forklift.runtime.ControllerEnvironment;
import mtv.sandbox.forklift.runtime.ObjectCache;
import mtv.sandbox.forklift.runtime.ProviderConnections;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SourcePlatform;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reconciles NetworkMaps and StorageMaps: whether their sources and destinations exist. */
public final class MapReconciler<S, R extends MtvResource<S, MapStatus>> implements Reconciler {

    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    private final ControllerEnvironment environment;
    private final ObjectCache<R> maps;
    private final MapType<S> mapType;

    private MapReconciler(ControllerEnvironment environment, ObjectCache<R> maps, MapType<S> mapType) {
        this.environment = environment;
        this.maps = maps;
        this.mapType = mapType;
    }

    /**
     * The differences between both kinds of maps.
     *
     * @param type of the condition about invalid sources
     * @param there the objects of a source that such a map can refer to
     * @param namespaced whether they are in namespaces on an openshift source
     * @param once whether a source that is named twice is listed once
     */
    private record MapType<S>(
            String type,
            Function<S, ProviderPair> providers,
            Function<S, List<SourceRef>> wanted,
            Function<SourcePlatform, List<SourceRef>> there,
            boolean namespaced,
            boolean once,
            Check<S> destinations) {}

    @FunctionalInterface
    private interface Check<S> {

        void run(S map, Provider destination, Conditions conditions);
    }

    public static Reconciler networks(ControllerEnvironment environment) {
        return new MapReconciler<>(
                environment,
                environment.caches().networkMaps(),
                new MapType<>(
                        "SourceNetworkNotValid",
                        NetworkMapSpec::provider,
                        map -> map.map().stream()
                                .map(pair -> pair.source())
                                .map(source ->
                                        new SourceRef(source.id(), source.name(), source.namespace(), source.type()))
                                .toList(),
                        SourceRefs::attachable,
                        true,
                        true,
                        new DestinationValidation(environment)::networks));
    }

    public static Reconciler storages(ControllerEnvironment environment) {
        return new MapReconciler<>(
                environment,
                environment.caches().storageMaps(),
                new MapType<>(
                        "SourceStorageNotValid",
                        StorageMapSpec::provider,
                        map -> map.map().stream().map(pair -> pair.source()).toList(),
                        SourceRefs::storages,
                        false,
                        false,
                        new DestinationValidation(environment)::storages));
    }

    @Override
    public Optional<Duration> reconcile(ObjectKey key) {
        return maps.get(key).flatMap(this::reconcile);
    }

    /** Reconciles a map. A map to another cluster is reconciled again later, because changes there are not watched. */
    private Optional<Duration> reconcile(R map) {
        Conditions conditions = new Conditions(map.conditions(), environment.now());
        ProviderPairs providers = ProviderPairs.check(
                mapType.providers().apply(map.getSpec()), environment.caches().providers(), conditions);
        List<SourceRef> references =
                map.getStatus() == null ? null : map.getStatus().references();
        if (!conditions.blocked()) {
            references = resolve(map, environment.known(providers.source().orElseThrow()), conditions);
            environment.known(providers.destination().orElseThrow());
            mapType.destinations().run(map.getSpec(), providers.destination().orElseThrow(), conditions);
        }
        if (!conditions.blocked()) {
            conditions.require("Ready", null, "The map is ready.");
        }
        List<SourceRef> shown = references == null || references.isEmpty() ? null : references;
        ObjectCache.report(
                maps, map, new MapStatus(conditions.staged(), map.getMetadata().getGeneration(), shown));
        if (conditions.blocked()) {
            return Optional.of(SOON);
        }
        return Stream.of(providers.source(), providers.destination())
                        .flatMap(Optional::stream)
                        .anyMatch(MapReconciler::isElsewhere)
                ? Optional.of(ELSEWHERE)
                : Optional.empty();
    }

    private List<SourceRef> resolve(R map, SourcePlatform platform, Conditions conditions) {
        List<SourceRef> found = SourceRefs.resolve(
                mapType.type(),
                mapType.wanted().apply(map.getSpec()),
                mapType.there().apply(platform),
                mapType.namespaced() && platform.type() == PlatformType.OPENSHIFT,
                conditions);
        return mapType.once() ? SourceRefs.once(found) : found;
    }

    private static boolean isElsewhere(Provider provider) {
        return PlatformType.OPENSHIFT.id().equals(provider.getSpec().type()) && !ProviderConnections.isHost(provider);
    }
}
