package mtv.sandbox.forklift;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.ObjectRef;
import mtv.model.Plan;
import mtv.model.Provider;
import mtv.model.ProviderPair;
import mtv.model.ProviderSpec;
import mtv.sandbox.apiserver.ApiServer;
import mtv.sandbox.controller.Controller;
import mtv.sandbox.controller.Key;
import mtv.sandbox.controller.Reconciler;
import mtv.sandbox.forklift.conversion.ConversionReconciler;
import mtv.sandbox.forklift.hook.HookReconciler;
import mtv.sandbox.forklift.maps.MapReconciler;
import mtv.sandbox.forklift.operator.Operator;
import mtv.sandbox.forklift.plan.MigrationReconciler;
import mtv.sandbox.forklift.plan.PlanReconciler;
import mtv.sandbox.forklift.provider.HostReconciler;
import mtv.sandbox.forklift.provider.ProviderReconciler;
import mtv.sandbox.forklift.runtime.Caches;
import mtv.sandbox.forklift.runtime.Connections;
import mtv.sandbox.forklift.runtime.Environment;
import mtv.sandbox.forklift.runtime.ObjectCache;
import mtv.sandbox.forklift.runtime.Settings;
import mtv.sandbox.forklift.webhook.Webhooks;
import mtv.sandbox.inventory.InventoryConfig;
import mtv.sandbox.sources.SourcePlatform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;

/** All of MTV's controllers and its operator on one cluster, and who is woken by whose change. */
public final class Forklift implements InventoryConfig.Providers, AutoCloseable {

    private final ApiServer api;
    private final Environment environment;
    private final Operator operator;
    private final Controller providers;
    private final Controller hosts;
    private final Controller networkMaps;
    private final Controller storageMaps;
    private final Controller plans;
    private final Controller migrations;
    private final List<Controller> controllers = new ArrayList<>();
    private final Resync resync;

    public Forklift(ForkliftContext context) {
        KubernetesClient client = context.api().clientFor(context.identity("forklift-controller"));
        Caches caches = Caches.of(context.api().store(), client);
        this.environment = new Environment(
                client,
                context.clock(),
                context.sources(),
                context.faults(),
                context.namespace(),
                caches,
                new Connections(client, caches.secrets(), context.api().vertx()),
                context.inventory(),
                new AtomicReference<>(Settings.DEFAULTS));
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
        caches.conversions().onSpecChange(change -> conversions.enqueue(ConversionReconciler.turn(change.key())));
        controllers.add(conversions);
        this.resync = new Resync(context.clock(), this::wakeMaps, this::wakeIdlePlans);
        resync.follow(context.api().store());
    }

    /** Another cluster to which Providers may lead: what changes there may matter to maps and Plans. */
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

    /** One that looks at each object of a kind when what is wanted of it has changed. */
    private <T extends HasMetadata> Controller controller(String name, ObjectCache<T> cache, Reconciler reconciler) {
        return feed(cache, new Controller(name, environment.clock(), reconciler));
    }

    private <T extends HasMetadata> Controller feed(ObjectCache<T> cache, Controller controller) {
        cache.onSpecChange(change -> controller.enqueue(change.key()));
        controllers.add(controller);
        return controller;
    }

    /** Returns when everything that exists is known. */
    public Forklift start() {
        Caches caches = environment.caches();
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
                        wake(plans, Key.of(migration.object().getSpec().plan())));
        caches.start();
        Webhooks.install(api, environment);
        operator.start();
        return this;
    }

    /** A reference that is not set wakes nobody. */
    private static void wake(Controller controller, Key key) {
        if (key.isSet()) {
            controller.enqueue(key);
        }
    }

    private void wakeProvidersOf(Key secret) {
        environment.caches().providers().list().stream()
                .filter(provider -> Key.of(provider.getSpec().secret()).equals(secret))
                .forEach(provider -> providers.enqueue(Key.of(provider)));
    }

    private void wakeUsersOf(Key provider) {
        Caches caches = environment.caches();
        caches.hosts().list().stream()
                .filter(host -> Key.of(host.getSpec().provider()).equals(provider))
                .forEach(host -> hosts.enqueue(Key.of(host)));
        caches.networkMaps().list().stream()
                .filter(map -> uses(map.getSpec().provider(), provider))
                .forEach(map -> networkMaps.enqueue(Key.of(map)));
        caches.storageMaps().list().stream()
                .filter(map -> uses(map.getSpec().provider(), provider))
                .forEach(map -> storageMaps.enqueue(Key.of(map)));
        caches.plans().list().stream()
                .filter(plan -> uses(plan.getSpec().provider(), provider))
                .forEach(plan -> plans.enqueue(Key.of(plan)));
    }

    private static boolean uses(ProviderPair pair, Key provider) {
        return List.of(Key.of(pair.source()), Key.of(pair.destination())).contains(provider);
    }

    private void wakeMaps() {
        environment.caches().networkMaps().list().forEach(map -> networkMaps.enqueue(Key.of(map)));
        environment.caches().storageMaps().list().forEach(map -> storageMaps.enqueue(Key.of(map)));
    }

    /** A Plan that runs goes on by itself, and one that has ended waits for its next Migration. */
    private void wakeIdlePlans() {
        environment.caches().plans().list().stream()
                .filter(plan -> Stream.of("Executing", "Succeeded", "Failed", "Canceled", "Archived")
                        .noneMatch(plan::has))
                .forEach(plan -> plans.enqueue(Key.of(plan)));
    }

    private void wakePlans(Key map, Function<Plan, ObjectRef> used) {
        environment.caches().plans().list().stream()
                .filter(plan -> Key.of(used.apply(plan)).equals(map))
                .forEach(plan -> plans.enqueue(Key.of(plan)));
    }

    private void wakeMigrationsOf(Key plan) {
        environment.caches().migrations().list().stream()
                .filter(migration -> Key.of(migration.getSpec().plan()).equals(plan))
                .forEach(migration -> migrations.enqueue(Key.of(migration)));
    }

    @Override
    public void close() {
        operator.close();
        controllers.forEach(Controller::close);
        environment.caches().close();
        environment.connections().close();
    }
}
