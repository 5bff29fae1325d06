package mtv.sandbox.forklift;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.Condition;
import mtv.model.ObjectRef;
import mtv.model.Plan;
import mtv.model.Provider;
import mtv.model.ProviderPair;
import mtv.model.ProviderSpec;
import mtv.sandbox.apiserver.ApiServer;
import mtv.sandbox.controller.Controller;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.controller.Reconciler;
import mtv.sandbox.forklift.conversion.ConversionReconciler;
import mtv.sandbox.forklift.hook.HookReconciler;
import mtv.sandbox.forklift.maps.MapReconciler;
import mtv.sandbox.forklift.operator.Operator;
import mtv.sandbox.forklift.plan.MigrationReconciler;
import mtv.sandbox.forklift.plan.PlanReconciler;
import mtv.sandbox.forklift.provider.HostReconciler;
import mtv.sandbox.forklift.provider.ProviderReconciler;
import mtv.sandbox.forklift.runtime.ControllerEnvironment;
import mtv.sandbox.forklift.runtime.ControllerSettings;
import mtv.sandbox.forklift.runtime.InformerCaches;
import mtv.sandbox.forklift.runtime.ObjectCache;
import mtv.sandbox.forklift.runtime.ProviderConnections;
import mtv.sandbox.forklift.webhook.Webhooks;
import mtv.sandbox.inventory.InventoryConfig;
import mtv.sandbox.sources.SourceFaultInjector;
import mtv.sandbox.sources.SourcePlatform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * MTV's controllers and its operator on one cluster. This class connects them: a change of one object wakes the
 * controllers of others.
 */
public final class Forklift implements InventoryConfig.Providers, AutoCloseable {

    private final ApiServer api;
    private final ControllerEnvironment environment;
    private final Operator operator;
    private final Controller providers;
    private final Controller hosts;
    private final Controller networkMaps;
    private final Controller storageMaps;
    private final Controller plans;
    private final Controller migrations;
    private final List<Controller> controllers = new ArrayList<>();
    private final DelayedResync resync;

    public Forklift(ForkliftContext context) {
        KubernetesClient client = context.api().clientFor(context.identity("forklift-controller"));
        InformerCaches caches = InformerCaches.of(context.api(), client);
        this.environment = new ControllerEnvironment(
                client,
                context.clock(),
                context.sources(),
                context.faults(),
                new SourceFaultInjector(context.faults()),
                context.namespace(),
                caches,
                new ProviderConnections(client, caches.secrets(), context.api().vertx()),
                context.inventory(),
                new AtomicReference<>(ControllerSettings.DEFAULTS));
        this.operator = new Operator(
                context.api().store(),
                context.api().clientFor(context.identity("forklift-operator")),
                context.clock(),
                environment.settings()::set);
        this.api = context.api();
        api.control(upkeep -> new ConditionEvents(upkeep, context.clock())::observe);
        this.providers = controller("providers", caches.providers(), new ProviderReconciler(environment));
        this.hosts = controller("hosts", caches.hosts(), new HostReconciler(environment));
        this.networkMaps = controller("network-maps", caches.networkMaps(), MapReconciler.networks(environment));
        this.storageMaps = controller("storage-maps", caches.storageMaps(), MapReconciler.storages(environment));
        this.plans = controller("plans", caches.plans(), new PlanReconciler(environment));
        this.migrations = feed(
                caches.migrations(),
                Controller.aside("migrations", context.clock(), new MigrationReconciler(environment)));
        controller("hooks", caches.hooks(), new HookReconciler(environment));
        Controller conversions =
                new Controller("conversions", environment.clock(), new ConversionReconciler(environment));
        caches.conversions().onSpecChange(change -> conversions.enqueue(ConversionReconciler.workItem(change.key())));
        controllers.add(conversions);
        this.resync = new DelayedResync(context.clock(), this::wakeMaps, this::wakeIdlePlans);
        resync.follow(context.api().store());
    }

    /** Follows another cluster that Providers may lead to, because changes there may affect maps and Plans. */
    public void follow(ApiServer cluster) {
        resync.follow(cluster.store());
    }

    @Override
    public KubernetesClient clusterOf(Provider provider) {
        return environment.connections().to(provider);
    }

    @Override
    public Optional<SourcePlatform> platformOf(Provider provider) {
        return environment.platform(provider);
    }

    @Override
    public boolean isRestricted(Provider provider) {
        return environment.isRestricted(provider);
    }

    @Override
    public boolean requiresAuthentication() {
        return environment.settings().get().authentication();
    }

    /** A controller that reconciles each object of a kind when its spec changes. */
    private <T extends HasMetadata> Controller controller(String name, ObjectCache<T> cache, Reconciler reconciler) {
        return feed(cache, new Controller(name, environment.clock(), reconciler));
    }

    private <T extends HasMetadata> Controller feed(ObjectCache<T> cache, Controller controller) {
        cache.onSpecChange(change -> controller.enqueue(change.key()));
        controllers.add(controller);
        return controller;
    }

    /** Starts all controllers, and returns when all existing objects are known. */
    public Forklift start() {
        InformerCaches caches = environment.caches();
        caches.secrets().onChange(secret -> wakeProvidersOf(secret.key()));
        caches.providers().onChange(provider -> wakeUsersOf(provider.key()));
        caches.networkMaps()
                .onChange(
                        map -> wakePlans(map.key(), plan -> plan.getSpec().map().network()));
        caches.storageMaps()
                .onChange(
                        map -> wakePlans(map.key(), plan -> plan.getSpec().map().storage()));
        caches.plans().onChange(plan -> wakeMigrationsOf(plan.key()));
        caches.providers()
                .onSpecChange(provider -> Optional.ofNullable(provider.object().getSpec())
                        .map(ProviderSpec::url)
                        .flatMap(environment.sources())
                        .ifPresent(resync::follow));
        caches.migrations()
                .onSpecChange(migration ->
                        wake(plans, ObjectKey.of(migration.object().getSpec().plan())));
        caches.start();
        Webhooks.install(api, environment);
        operator.start();
        return this;
    }

    /** Wakes the controller of the referenced object; does nothing if the reference is not set. */
    private static void wake(Controller controller, ObjectKey key) {
        if (key.isSet()) {
            controller.enqueue(key);
        }
    }

    private void wakeProvidersOf(ObjectKey secret) {
        environment.caches().providers().list().stream()
                .filter(provider -> ObjectKey.of(provider.getSpec().secret()).equals(secret))
                .forEach(provider -> providers.enqueue(ObjectKey.of(provider)));
    }

    private void wakeUsersOf(ObjectKey provider) {
        InformerCaches caches = environment.caches();
        caches.hosts().list().stream()
                .filter(host -> ObjectKey.of(host.getSpec().provider()).equals(provider))
                .forEach(host -> hosts.enqueue(ObjectKey.of(host)));
        caches.networkMaps().list().stream()
                .filter(map -> uses(map.getSpec().provider(), provider))
                .forEach(map -> networkMaps.enqueue(ObjectKey.of(map)));
        caches.storageMaps().list().stream()
                .filter(map -> uses(map.getSpec().provider(), provider))
                .forEach(map -> storageMaps.enqueue(ObjectKey.of(map)));
        caches.plans().list().stream()
                .filter(plan -> uses(plan.getSpec().provider(), provider))
                .forEach(plan -> plans.enqueue(ObjectKey.of(plan)));
    }

    private static boolean uses(ProviderPair pair, ObjectKey provider) {
        return List.of(ObjectKey.of(pair.source()), ObjectKey.of(pair.destination()))
                .contains(provider);
    }

    private void wakeMaps() {
        environment.caches().networkMaps().list().forEach(map -> networkMaps.enqueue(ObjectKey.of(map)));
        environment.caches().storageMaps().list().forEach(map -> storageMaps.enqueue(ObjectKey.of(map)));
    }

    /**
     * Wakes Plans that do not run and have not ended. A running Plan wakes itself, and one that has ended waits for its
     * next Migration.
     */
    private void wakeIdlePlans() {
        environment.caches().plans().list().stream()
                .filter(plan -> Stream.concat(Condition.ENDS.stream(), Stream.of("Executing", "Archived"))
                        .noneMatch(plan::has))
                .forEach(plan -> plans.enqueue(ObjectKey.of(plan)));
    }

    private void wakePlans(ObjectKey map, Function<Plan, ObjectRef> used) {
        environment.caches().plans().list().stream()
                .filter(plan -> ObjectKey.of(used.apply(plan)).equals(map))
                .forEach(plan -> plans.enqueue(ObjectKey.of(plan)));
    }

    private void wakeMigrationsOf(ObjectKey plan) {
        environment.caches().migrations().list().stream()
                .filter(migration -> ObjectKey.of(migration.getSpec().plan()).equals(plan))
                .forEach(migration -> migrations.enqueue(ObjectKey.of(migration)));
    }

    @Override
    public void close() {
        operator.close();
        controllers.forEach(Controller::close);
        environment.caches().close();
        environment.connections().close();
    }
}
