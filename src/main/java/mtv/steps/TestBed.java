package mtv.steps;

import mtv.await.Stop;
import mtv.await.WaitException;
import mtv.cluster.Cluster;
import mtv.cluster.ClusterTarget;
import mtv.cluster.Clusters;
import mtv.ledger.Creator;
import mtv.ledger.Ledger;
import mtv.ledger.Leftover;
import mtv.ledger.Teardown;
import mtv.ledger.Undo;
import mtv.model.ApiFailure;
import mtv.observe.ForkliftPods;
import mtv.observe.ProductVersions;
import mtv.provider.Destination;
import mtv.provider.Source;
import mtv.report.EvidenceSource;
import mtv.scenario.ResourceNames;
import mtv.scenario.Scenario;
import mtv.scenario.Scenarios;
import mtv.settings.RunSettings;
import mtv.settings.Settings;
import mtv.templates.NamespaceTemplates;
import mtv.templates.Place;
import mtv.templates.PlanSize;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Everything that the classes of one suite share: the sessions, the run's namespace, both Providers and the ledger.
 * Opened once per suite; closing it undoes the whole run, however far it came.
 */
public final class TestBed implements AutoCloseable {

    /** Under this name a suite carries its test bed. */
    public static final String ATTRIBUTE = "mtv.bed";

    private static final Logger LOG = LogManager.getLogger();

    /** Of this checkout; {@code mvn clean} leaves it alone. */
    static final Path LEDGERS = Path.of(".mtv-ledger");

    private final Settings given;
    private final Destination.Kind kind;
    private final AtomicInteger migrations = new AtomicInteger();
    private final Thread onShutdown = new Thread(this::closeOnShutdown, "mtv-cleanup");
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CompletableFuture<List<Leftover>> undone = new CompletableFuture<>();
    private final Stop stop = new Stop();
    private volatile ClusterTarget target;
    private volatile Clusters clusters;
    private volatile Map<String, String> versions = Map.of();
    private volatile RunContext run;
    private Scenarios scenarios;
    private Destination destination;
    private Source source;
    private PrecopyInterval precopyInterval;

    private TestBed(Settings given, Destination.Kind kind) {
        this.given = given;
        this.kind = kind;
    }

    /**
     * Does nothing yet, so that the suite can hold the bed before anything can fail.
     *
     * @param destination {@code local} or {@code remote}
     */
    public static TestBed prepare(Settings settings, String destination) {
        return new TestBed(settings, Destination.Kind.of(destination));
    }

    /**
     * Starts the sessions and creates namespace, destination and source. Without a remote cluster a remote suite has
     * nothing to run, so nothing is created for it.
     */
    public void open() {
        target = ClusterTarget.open(given);
        Settings settings = target.settings();
        if (!hasDestination()) {
            return;
        }
        boolean remote = kind == Destination.Kind.REMOTE;
        clusters = target.connect(remote, stop);
        if (remote || settings.cluster().remote().isEmpty()) {
            clusters.destination().requireHostContains(settings.cluster().remoteOcpCluster());
        }
        Cluster hub = clusters.hub();
        ForkliftPods.awaitRunning(hub, settings.waits().operator());
        versions = ProductVersions.of(clusters);
        scenarios = Scenarios.load(settings.plansFile());
        clusters.all().forEach(Cluster::now); // one that does not tell the time is told before anything is created
        Runtime.getRuntime().addShutdownHook(onShutdown);
        ResourceNames names = names(settings);
        Ledger ledger = Ledger.create(LEDGERS, names.session(), clusters.urls());
        Place place = new Place(names.targetNamespace(), names.session());
        run = new RunContext(settings, hub, names, place, new Creator(hub, ledger), versions);
        precopyInterval = new PrecopyInterval(hub, ledger, settings);
        LOG.info("Run {} works in namespace {}", names.session(), place.namespace());
        for (Cluster cluster : clusters.all()) {
            new Creator(cluster, ledger).create(NamespaceTemplates.target(place.namespace(), names.session()));
        }
        destination = Destination.create(kind, clusters, ledger, names, settings.waits());
        source = Source.create(settings, run.creator(), place, names);
    }

    /** A replay goes by the names of the run that was recorded. */
    private ResourceNames names(Settings settings) {
        String prefix = settings.target().namespacePrefix();
        ResourceNames names = target.wire()
                .noted("run")
                .map(recorded -> new ResourceNames(recorded.get("id"), prefix))
                .orElseGet(() -> ResourceNames.ofNewRun(prefix));
        target.wire().note("run", Map.of("id", names.session()));
        return names;
    }

    /** False for a remote suite without a remote cluster. */
    public boolean hasDestination() {
        return kind == Destination.Kind.LOCAL
                || target == null
                || !target.settings().cluster().remoteOcpCluster().isEmpty();
    }

    /** True when {@link #open} came to its end. */
    public boolean isOpen() {
        return source != null;
    }

    public Settings settings() {
        return target.settings();
    }

    public Source source() {
        return source;
    }

    /** An entry of the plans file, which is read once per suite. */
    public Scenario scenario(String name) {
        return scenarios.named(name);
    }

    /** The setting that all warm classes of a suite share. */
    public PrecopyInterval precopyInterval() {
        return precopyInterval;
    }

    /** Prepares the VMs of a scenario on their source, and the steps that migrate them. */
    public MigrationSteps migration(Scenario scenario, RunSettings times) {
        PlanSize size = PlanSize.of(scenario);
        if (size.outgrows()) {
            LOG.warn(
                    "Scenario {}: with the progress of {} VMs MTV's Plan grows to about {} bytes, and a cluster stores"
                            + " no object above {}; {} VMs would fit",
                    scenario.name(),
                    size.vms(),
                    size.stored(),
                    PlanSize.LIMIT,
                    size.fitStored());
        }
        ResourceNames names = run.names();
        String name = scenario.name() + "-" + migrations.incrementAndGet();
        TargetNamespace.ensure(destination.creator(), names.session(), scenario.vmTargetNamespace());
        List<Source.PreparedVm> vms =
                source.prepare(scenario, vm -> names.resource(ResourceNames.distinct(vm) + "-" + name));
        return new MigrationSteps(run, new MigrationRequest(name, scenario, times, vms), source, destination);
    }

    /** State of everything the run created, for the reports of a failure; may be asked at any time. */
    public EvidenceSource evidence() {
        return new Evidence(() -> closed.get() ? null : run, () -> clusters.all(), () -> versions, stop);
    }

    /** The settings before a sandbox completed them. */
    public Settings given() {
        return given;
    }

    /** Remembers what there is to undo, until all of it is undone; empty until the run has begun. */
    public Optional<Path> ledger() {
        return ledgerOfRun().map(Ledger::file);
    }

    private Optional<Ledger> ledgerOfRun() {
        return Optional.ofNullable(run).map(begun -> begun.creator().ledger());
    }

    /** Why the run goes on no further; empty while it does. */
    public Optional<String> stopped() {
        return stop.reason();
    }

    /**
     * Judges a link that has ended.
     *
     * @param failure that it ended with; null for a good end
     * @throws WaitException.Stopped when the run was stopped meanwhile and the failure does not say so by itself
     */
    public void requireWhole(Throwable failure) {
        stop.requireWhole(failure);
    }

    /**
     * May be called several times, also while another thread is at it: the first call does it all, the others wait for
     * it.
     *
     * @throws LeftoverException when something could not be removed
     */
    @Override
    public void close() {
        if (target == null) {
            return;
        }
        if (closed.compareAndSet(false, true)) {
            undoAll();
        } else {
            undone.join();
        }
    }

    /**
     * Stops the run from another thread: the chain goes no further, what is being created is waited for, then
     * everything is undone. A run that is being undone already is only waited for.
     *
     * @param reason completes "the run was stopped: …"
     * @throws LeftoverException when something could not be removed
     */
    public void stop(String reason) {
        if (target == null) {
            return;
        }
        if (closed.compareAndSet(false, true)) {
            stop.now(reason);
            undoAll();
        } else {
            requireNothing(undone.join());
        }
    }

    private void undoAll() {
        List<Leftover> left = List.of();
        try (ClusterTarget ending = target;
                Clusters ended = clusters) {
            if (run != null) {
                left = undo(ended, ending.settings());
            }
        } finally {
            ledgerOfRun().ifPresent(Ledger::close);
            undone.complete(left);
            forgetHook();
        }
        requireNothing(left);
    }

    private static void requireNothing(List<Leftover> left) {
        if (!left.isEmpty()) {
            throw new LeftoverException(left);
        }
    }

    private List<Leftover> undo(Clusters ended, Settings settings) {
        Ledger ledger = run.creator().ledger();
        if (settings.skipTeardown()) {
            LOG.warn(
                    "skip_teardown: everything is left as it is, {} entries in {}",
                    ledger.open().size(),
                    ledger.file());
            ledger.open().forEach(entry -> LOG.warn("left: {}", entry.describe()));
            if (given.isSandbox()) {
                ledger.delete(); // what it names ends with the sandbox
            }
            return List.of();
        }
        if (!stop.isStopped()) {
            return teardown(ended, settings, ledger).run(ledger);
        }
        try (Clusters apart = ended.forCleanUp()) {
            return teardown(apart, settings, ledger).run(ledger);
        }
    }

    /** Knows how to undo every type of entry that a run makes. */
    static Teardown teardown(Clusters clusters, Settings settings, Ledger ledger) {
        List<Undo> others = List.of(
                new PrecopyInterval(clusters.hub(), ledger, settings),
                new MigratedVmsUndo(clusters.all()),
                Source.undo(settings, clusters.hub().wire()));
        return new Teardown(clusters, settings.waits(), others);
    }

    /** The JVM refuses once it is shutting down, which is when nothing needs to be forgotten any more. */
    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(onShutdown);
        } catch (IllegalStateException e) {
            LOG.debug("The JVM is shutting down");
        }
    }

    /** Ctrl-C and SIGTERM: the JVM waits for this thread. */
    private void closeOnShutdown() {
        LOG.warn("Stopped from outside: removing what the run created; a second signal ends that at once");
        SecondSignal.handle(this::leaveAtOnce);
        try {
            stop("SIGTERM, Ctrl-C or the end of its JVM");
            LOG.warn(given.skipTeardown() ? "Nothing was removed" : "Everything that the run created is removed");
        } catch (RuntimeException e) {
            LOG.error(ApiFailure.words(e));
        }
    }

    private void leaveAtOnce(int signal) {
        LOG.error(
                "Stopped a second time: whatever is not removed yet is left{}",
                ledger().map(file -> ", and named in " + file.toAbsolutePath()).orElse(""));
        LogManager.shutdown();
        Runtime.getRuntime().halt(SecondSignal.EXIT_CODE + signal);
    }
}
