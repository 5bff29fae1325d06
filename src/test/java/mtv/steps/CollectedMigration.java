package mtv.steps;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.Scratch;
import mtv.await.Stop;
import mtv.check.Report;
import mtv.cluster.ClusterTarget;
import mtv.cluster.Clusters;
import mtv.ledger.Creator;
import mtv.ledger.Ledger;
import mtv.model.Migration;
import mtv.observe.ForkliftPods;
import mtv.observe.ProductVersions;
import mtv.provider.Destination;
import mtv.provider.Source;
import mtv.record.RecordedConnection;
import mtv.scenario.ResourceNames;
import mtv.scenario.Scenario;
import mtv.scenario.Scenarios;
import mtv.settings.Settings;
import mtv.settings.Waits;
import mtv.settings.value.DestinationRights;
import mtv.steps.migrate.ExecutedMigration;
import mtv.steps.migrate.MigrationRequest;
import mtv.steps.migrate.RunContext;
import mtv.steps.migrate.RunOutcome;
import mtv.templates.NamespaceTemplates;
import mtv.templates.Place;
import mtv.vm.Documents;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A migration whose facts were collected once from its clusters, and can be collected again from the same answers. The
 * clusters may be gone by then.
 */
public final class CollectedMigration {

    /** For a session in which what is not as it is awaited in the first answer will not become so. */
    public static final Duration SHORTLY = Duration.ofMillis(1);

    private final AnswerTape tape;
    private final RunContext run;
    private final MigrationRequest task;
    private final ExecutedMigration executed;
    private final Report report;

    private CollectedMigration(
            AnswerTape tape, RunContext run, MigrationRequest task, ExecutedMigration executed, Report report) {
        this.tape = tape;
        this.run = run;
        this.task = task;
        this.executed = executed;
        this.report = report;
    }

    /**
     * Migrates to the remote cluster of the settings, or to MTV's own by its address, and leaves everything as it is.
     */
    public static CollectedMigration of(Settings given, String scenario) throws IOException, InterruptedException {
        AnswerTape tape = new AnswerTape();
        try (ClusterTarget target = ClusterTarget.open(given);
                Clusters clusters = Clusters.connect(target.settings().cluster(), true, Stop.never(), tape)) {
            Settings settings = target.settings();
            ForkliftPods.awaitRunning(clusters.hub(), settings.waits().operator());
            ResourceNames names = ResourceNames.ofNewRun(settings.target().namespacePrefix());
            try (Ledger ledger = Ledger.create(Scratch.folder("collected"), names.session(), clusters.urls())) {
                RunContext run = new RunContext(
                        settings,
                        clusters,
                        names,
                        new Place(names.targetNamespace(), names.session()),
                        ledger,
                        ProductVersions.of(clusters),
                        new RunOutcome());
                clusters.all()
                        .forEach(cluster -> new Creator(cluster, ledger)
                                .create(NamespaceTemplates.target(names.targetNamespace(), names.session())));
                return migrate(tape, run, Scenarios.load(settings.plansFile()).named(scenario));
            }
        }
    }

    private static CollectedMigration migrate(AnswerTape tape, RunContext run, Scenario listed)
            throws InterruptedException {
        Destination destination = destination(run);
        Source source = source(run);
        Scenario scenario = listed.decidedFor(source.clones());
        if (scenario.warm()) {
            new PrecopyInterval(run.hub(), run.ledger(), run.settings())
                    .hold(run.settings().run().snapshotsInterval());
        }
        MigrationRequest task = task(run, scenario, source);
        tape.migrate();
        MigrationSteps steps = new MigrationSteps(run, task, source, destination);
        ExecutedMigration executed =
                steps.executeMigration(steps.createPlan(steps.createStorageMap(), steps.createNetworkMap()));
        tape.collect();
        Report report = steps.compared(executed);
        read(run, executed.outcome().migration());
        tape.end();
        return new CollectedMigration(tape, run, task, executed, report);
    }

    private static MigrationRequest task(RunContext run, Scenario scenario, Source source) {
        return new MigrationRequest(
                scenario.name(), scenario, run.settings().run(), source.prepare(scenario, name -> name));
    }

    private static Migration read(RunContext run, Migration migration) {
        return run.hub()
                .client()
                .resources(Migration.class)
                .inNamespace(migration.getMetadata().getNamespace())
                .withName(migration.getMetadata().getName())
                .get();
    }

    private static Destination destination(RunContext run) {
        return Destination.create(
                Destination.Kind.REMOTE,
                DestinationRights.SESSION,
                run.clusters(),
                run.ledger(),
                new Destination.Target(run.names(), run.settings()));
    }

    private static Source source(RunContext run) {
        return Source.create(run.settings(), run.creator(), run.place(), run.names());
    }

    /** What the comparison found on the clusters themselves. */
    public Report report() {
        return report;
    }

    /** The namespace of MTV's objects and of the migrated VMs. */
    public String namespace() {
        return run.place().namespace();
    }

    /** The inventory's ids of the source VMs. */
    public List<String> sourceIds() {
        return task.vms().stream().map(vm -> vm.source().id()).toList();
    }

    /** Every JSON answer that was collected, with what was asked. */
    public void eachAnswer(BiConsumer<RecordedConnection.Request, JsonNode> reader) {
        tape.collected().stream()
                .filter(kept -> !kept.body().isMissingNode())
                .forEach(kept -> reader.accept(kept.asked(), kept.body()));
    }

    /**
     * Opens a session that collects the facts again; each is for one thread.
     *
     * @param before what the answers were before the migration
     * @param patience how long it waits for guests, VMs and the inventory
     */
    public Session play(EditedAnswers before, Duration patience) throws IOException {
        return new Session(before, patience);
    }

    /** Collects the facts from the answers alone. */
    public final class Session implements AutoCloseable {

        private final AnswerPlayer player;
        private final RunContext played;
        private final MigrationSteps steps;

        private Session(EditedAnswers before, Duration patience) throws IOException {
            player = new AnswerPlayer(tape, before);
            Settings settings = waiting(run.settings(), patience);
            Clusters clusters = Clusters.connect(settings.cluster(), true, Stop.never(), player);
            played = new RunContext(
                    settings,
                    clusters,
                    run.names(),
                    run.place(),
                    Ledger.create(Scratch.folder("played"), run.names().session(), clusters.urls()),
                    run.versions(),
                    run.outcome());
            Destination destination = destination(played);
            Source source = source(played);
            steps = new MigrationSteps(played, task(played, task.scenario(), source), source, destination);
        }

        /** Everything that was read whole of one VM and its run, without edits. */
        public Documents documents() {
            player.collect(EditedAnswers.NONE);
            return steps.collected(executed).vms().get(0).documents();
        }

        /** The watch of the run is taken to have seen last what the Migration says in the end. */
        public Report compare(EditedAnswers edits) {
            player.collect(edits);
            Migration before = executed.outcome().migration();
            Migration now = read(played, before);
            player.collect(edits);
            return steps.compared(
                    now == null || now.origin().equals(before.origin())
                            ? executed
                            : new ExecutedMigration(
                                    SeenLast.in(executed.outcome(), now),
                                    executed.userStopsBefore(),
                                    executed.canaries(),
                                    executed.asked()));
        }

        @Override
        public void close() {
            played.ledger().close();
            played.clusters().close();
        }
    }

    private static Settings waiting(Settings given, Duration patience) {
        Waits waits = given.waits();
        return new Settings(
                given.cluster(),
                given.source(),
                given.target(),
                given.run(),
                new Waits(
                        waits.provider(),
                        waits.map(),
                        waits.planReady(),
                        waits.firstStatus(),
                        waits.operator(),
                        patience,
                        patience,
                        patience,
                        waits.sourceClone(),
                        waits.cleanup()),
                given.sandbox(),
                given.plansFile(),
                given.attach(),
                given.doctor(),
                given.allowAllSkipped(),
                given.skipTeardown(),
                given.evidence(),
                given.ledgers(),
                given.record(),
                given.replay(),
                given.warnings(),
                given.reading());
    }
}
