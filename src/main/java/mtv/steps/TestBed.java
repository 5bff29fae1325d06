package mtv.steps;

import io.qameta.allure.Allure;
import mtv.await.Stop;
import mtv.await.WaitException;
import mtv.cluster.Cluster;
import mtv.cluster.ClusterTarget;
import mtv.cluster.Clusters;
import mtv.doctor.Examined;
import mtv.doctor.HealthCheck;
import mtv.doctor.finding.HealthReport;
import mtv.evidence.Evidence;
import mtv.evidence.gather.Gathered;
import mtv.ledger.Ledger;
import mtv.ledger.Leftover;
import mtv.ledger.Teardown;
import mtv.ledger.Undo;
import mtv.model.ApiFailure;
import mtv.observe.ProductVersions;
import mtv.provider.Destination;
import mtv.provider.Source;
import mtv.report.EvidenceSource;
import mtv.scenario.PlannedRun;
import mtv.scenario.ResourceNames;
import mtv.settings.Settings;
import mtv.settings.value.DoctorMode;
import mtv.steps.migrate.RunContext;
import mtv.steps.migrate.RunOutcome;
import mtv.templates.Place;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One run from its first request to its last: the clusters, names and ledger. Preparing it creates nothing;
 * {@link #open} creates what the classes of a suite share, and {@link #close} undoes the whole run, however far it
 * came.
 */
public final class TestBed implements AutoCloseable, EvidenceSource {

    /** Under this name a suite carries its test bed. */
    public static final String ATTRIBUTE = "mtv.bed";

    private static final Logger LOG = LogManager.getLogger();

    private static final String SIGNAL = "SIGTERM, Ctrl-C or the end of its JVM";

    private final ClusterTarget target;
    private final PlannedRun planned;
    private final Stop stop;
    private final Optional<RunContext> run;
    private final Thread onShutdown = new Thread(this::closeOnShutdown, "mtv-cleanup");
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CompletableFuture<List<Leftover>> undone = new CompletableFuture<>();
    private volatile Optional<OpenTestBed> open = Optional.empty();
    private volatile Optional<AttachedPlans> attached = Optional.empty();

    private TestBed(ClusterTarget target, PlannedRun planned, Stop stop, Optional<RunContext> run) {
        this.target = target;
        this.planned = planned;
        this.stop = stop;
        this.run = run;
    }

    /**
     * Starts the sessions, and looks at all that the run depends on. A remote suite without a remote cluster has
     * nothing to run, so no session is started for it.
     *
     * @param destination {@code local} or {@code remote}
     */
    public static TestBed prepare(Settings given, String destination) {
        return prepare(PlannedRun.of(given, destination));
    }

    /**
     * The same for a run whose scenarios are known, so that what they need is looked at, too.
     *
     * @throws mtv.doctor.HealthException when the run would fail of what is found
     * @throws WaitException.Stopped in a JVM that is ending: of several suites those that have not begun do not begin
     */
    public static TestBed prepare(PlannedRun planned) {
        requireRunningJvm();
        Destination.Kind kind = Destination.Kind.of(planned.destination());
        ClusterTarget target = ClusterTarget.open(planned.settings());
        try {
            Stop stop = new Stop();
            boolean hasDestination = kind == Destination.Kind.LOCAL
                    || !target.settings().cluster().remoteOcpCluster().isEmpty();
            return new TestBed(
                    target,
                    planned,
                    stop,
                    hasDestination
                            ? Optional.of(connect(target, planned.with(target.settings()), stop))
                            : Optional.empty());
        } catch (RuntimeException e) {
            target.close();
            throw e;
        }
    }

    private static void requireRunningJvm() {
        Thread nothing = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(nothing);
            Runtime.getRuntime().removeShutdownHook(nothing);
        } catch (IllegalStateException e) { // it is shutting down
            Stop stop = new Stop();
            stop.now(SIGNAL);
            throw stop.refusal("this suite");
        }
    }

    private static RunContext connect(ClusterTarget target, PlannedRun planned, Stop stop) {
        Examined examined = new HealthCheck(planned, target, stop).examine();
        Clusters clusters = examined.clusters();
        try {
            Settings settings = planned.settings();
            report(examined.report(), settings);
            ResourceNames names = names(target);
            return new RunContext(
                    settings,
                    clusters,
                    names,
                    new Place(names.targetNamespace(), names.session()),
                    Ledger.create(settings.ledgers(), names.session(), clusters.urls()),
                    examined.report().versions(),
                    new RunOutcome());
        } catch (RuntimeException e) {
            clusters.close();
            throw e;
        }
    }

    private static void report(HealthReport found, Settings settings) {
        LOG.debug("What the doctor found:{}{}", System.lineSeparator(), found.table());
        if (Allure.getLifecycle().getCurrentTestCaseOrStep().isPresent()) {
            Allure.addAttachment("What the doctor found", "text/plain", found.table());
        }
        found.warnings().forEach(LOG::warn);
        if (settings.doctor() == DoctorMode.FAIL) {
            found.requireNoErrors();
        } else {
            found.errors().forEach(LOG::error);
        }
    }

    /** A replay goes by the names of the run that was recorded. */
    private static ResourceNames names(ClusterTarget target) {
        String prefix = target.settings().target().namespacePrefix();
        ResourceNames names = target.wire()
                .noted("run")
                .map(recorded -> new ResourceNames(recorded.get("id"), prefix))
                .orElseGet(() -> ResourceNames.ofNewRun(prefix));
        target.wire().note("run", Map.of("id", names.session()));
        return names;
    }

    /** False for a remote suite without a remote cluster. */
    public boolean hasDestination() {
        return run.isPresent();
    }

    /**
     * Creates namespace, destination and source.
     *
     * @throws IllegalStateException without a destination
     */
    public OpenTestBed open() {
        RunContext opened = run.orElseThrow(() -> new IllegalStateException("a run without destination is not opened"));
        LoadedClasses.load();
        Runtime.getRuntime().addShutdownHook(onShutdown);
        try {
            OpenTestBed created =
                    OpenTestBed.create(opened, Destination.Kind.of(planned.destination()), planned.firstRights());
            open = Optional.of(created);
            return created;
        } catch (RuntimeException e) {
            recordFailure();
            throw e;
        }
    }

    /**
     * Finds the Plans of other people that the settings name; nothing is created.
     *
     * @throws IllegalStateException without a destination
     */
    public AttachedPlans attach() {
        RunContext opened =
                run.orElseThrow(() -> new IllegalStateException("without a destination there is nothing to look at"));
        Runtime.getRuntime().addShutdownHook(onShutdown);
        AttachedPlans found = AttachedPlans.find(opened, Destination.Kind.of(planned.destination()));
        attached = Optional.of(found);
        return found;
    }

    /** Complete: nothing that a run needs is missing. */
    public Settings settings() {
        return target.settings();
    }

    @Override
    public ProductVersions versions() {
        return run.map(RunContext::versions).orElse(ProductVersions.UNKNOWN);
    }

    /** May be asked at any time; there is nothing left to collect once the run is being undone. */
    @Override
    public Map<String, String> collect() {
        return run.filter(any -> !closed.get())
                .map(begun -> open.flatMap(OpenTestBed::latest)
                        .map(MigrationSteps::evidence)
                        .or(() -> attached.flatMap(AttachedPlans::latest).map(AttachedPlan::evidence))
                        .orElseGet(() -> Evidence.of(
                                begun.hub(),
                                begun.clusters().all(),
                                begun.place().namespace(),
                                "")))
                .orElse(Map.of());
    }

    /** Nothing is gathered once the run is being undone, nor by one that creates nothing. */
    @Override
    public Optional<Gathered> mustGather(Path folder) {
        if (attached.isPresent()) {
            return Optional.of(Gathered.nothing("with attach_plan a run creates nothing, and so no pod for it either"));
        }
        return open.filter(any -> !closed.get())
                .flatMap(OpenTestBed::latest)
                .flatMap(steps -> steps.mustGather(folder));
    }

    /** Lists what there is to undo, until all of it is undone; empty without a destination. */
    public Optional<Path> ledger() {
        return run.map(begun -> begun.ledger().file());
    }

    @Override
    public Optional<String> stopped() {
        return stop.reason();
    }

    /** To be called when anything of the run failed; what a stopped run ends with is no failure of its own. */
    public void recordFailure() {
        if (!stop.isStopped()) {
            run.map(RunContext::outcome).ifPresent(RunOutcome::recordFailure);
        }
    }

    /**
     * Judges a link that has ended.
     *
     * @param failure that it ended with; null for a good end
     * @throws WaitException.Stopped when the run was stopped meanwhile and the failure does not say so by itself
     */
    public void requireWhole(Throwable failure) {
        if (failure != null) {
            recordFailure();
        }
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
        if (closed.compareAndSet(false, true)) {
            stop.now(reason);
            undoAll();
        } else {
            requireNothing(undone.join());
        }
    }

    private void undoAll() {
        List<Leftover> left = List.of();
        try (target) {
            left = run.map(this::undo).orElse(left);
            open.ifPresent(created -> created.source().close());
        } finally {
            run.map(RunContext::ledger).ifPresent(Ledger::close);
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

    private boolean leavesObjects() {
        return run.map(RunContext::leavesObjects).orElse(false);
    }

    private List<Leftover> undo(RunContext ending) {
        try (Clusters clusters = ending.clusters()) {
            try {
                return undo(ending.ledger(), clusters);
            } finally {
                RequestReport.attach(clusters);
            }
        }
    }

    private List<Leftover> undo(Ledger ledger, Clusters clusters) {
        if (leavesObjects()) {
            clusters.all().forEach(Cluster::leaveToken); // in the Secret of a remote destination, which is left
            LOG.warn(
                    "skip_teardown: everything is left as it is, {} entries in {}",
                    ledger.open().size(),
                    ledger.file());
            ledger.open().forEach(entry -> LOG.warn("left: {}", entry.describe()));
            if (settings().isSandbox()) {
                ledger.delete(); // what it names ends with the sandbox
            }
            return List.of();
        }
        if (!stop.isStopped()) {
            int made = ledger.open().size();
            clusters.all().forEach(Cluster::beginCleanUp);
            List<Leftover> left = teardown(clusters, settings(), ledger).run(ledger);
            if (made > 0 && left.isEmpty()) {
                LOG.info("All that run {} created is removed, {} things", ledger.runId(), made);
            }
            return left;
        }
        try (Clusters apart = clusters.forCleanUp()) {
            return teardown(apart, settings(), ledger).run(ledger);
        }
    }

    /** Knows how to undo every type of entry that a run makes. */
    static Teardown teardown(Clusters clusters, Settings settings, Ledger ledger) {
        List<Undo> others = List.of(
                new PrecopyInterval(clusters.hub(), ledger, settings),
                new MigratedVmsUndo(clusters.all()),
                Source.undo(settings, clusters.hub()));
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
            stop(SIGNAL);
            LOG.warn(leavesObjects() ? "Nothing was removed" : "Everything that the run created is removed");
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
