package mtv.steps;

import mtv.Scratch;
import mtv.await.Stop;
import mtv.await.WaitException;
import mtv.check.compare.RunLog;
import mtv.cluster.Cluster;
import mtv.cluster.ClusterTarget;
import mtv.cluster.Clusters;
import mtv.diagnosis.Diagnosis;
import mtv.ledger.Ledger;
import mtv.model.Migration;
import mtv.model.Plan;
import mtv.observe.ProductVersions;
import mtv.provider.Source.PreparedVm;
import mtv.scenario.ResourceNames;
import mtv.scenario.ScenarioBuilder;
import mtv.scenario.ScenarioVm;
import mtv.scenario.ScenarioVmBuilder;
import mtv.settings.RunSettings;
import mtv.settings.Settings;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;
import mtv.settings.value.DestinationRights;
import mtv.settings.value.Unexplained;
import mtv.steps.migrate.MigrationRequest;
import mtv.steps.migrate.MigrationWatch;
import mtv.steps.migrate.PlanRunner;
import mtv.steps.migrate.RunContext;
import mtv.steps.migrate.RunOutcome;
import mtv.templates.Place;
import mtv.vm.SourceVmBuilder;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A session with a cluster that only answers from a recording. */
final class ReplayBed implements AutoCloseable {

    static final Duration CUTOVER = Duration.ofSeconds(169);
    private static final Duration INTERVAL = Duration.ofMinutes(2);

    private final ClusterTarget target;
    private final Clusters clusters;
    private final RunContext run;
    private final Diagnosis diagnosis;

    ReplayBed(Path tape) throws IOException {
        Path folder = Scratch.folder("replay");
        target = ClusterTarget.open(Settings.of(new SettingsSources(
                folder,
                Map.of("replay", tape.toString()),
                Map.of(),
                new SuiteParameters("testng-local.xml", Map.of(), Map.of()))));
        Cluster hub = target.connect(target.settings().cluster().hub(), Stop.never());
        clusters = new Clusters(hub, hub);
        run = new RunContext(
                target.settings(),
                clusters,
                new ResourceNames("cmp", "recorded"),
                new Place(RecordedRun.NAMESPACE, "cmp"),
                Ledger.create(folder, "cmp", clusters.urls()),
                ProductVersions.UNKNOWN,
                new RunOutcome());
        diagnosis = new Diagnosis(clusters.hub(), clusters.hub(), Optional.empty(), Duration.ofMinutes(1));
    }

    PlanRunner runs(RecordedRun recorded, boolean canceled, Function<String, String> names) {
        return runs(recorded, canceled, 1, names);
    }

    PlanRunner runs(RecordedRun recorded, boolean canceled, int attempts, Function<String, String> names) {
        List<PreparedVm> vms = recorded.vms().entrySet().stream()
                .map(vm -> new PreparedVm(
                        wanted(vm.getKey(), canceled),
                        SourceVmBuilder.builder()
                                .id(vm.getValue())
                                .name(vm.getKey())
                                .build()))
                .toList();
        Plan plan = recorded.created(Plan.class, "plan");
        MigrationRequest task = new MigrationRequest(
                "recorded",
                ScenarioBuilder.builder()
                        .name("recorded")
                        .vms(vms.stream().map(PreparedVm::wanted).toList())
                        .warm(plan.getSpec().isWarm())
                        .attempts(attempts)
                        .build(),
                new RunSettings(
                        vms.size(),
                        false,
                        false,
                        Unexplained.FAIL,
                        INTERVAL,
                        CUTOVER,
                        Duration.ofMinutes(1),
                        DestinationRights.SESSION),
                vms);
        return new PlanRunner(run, task, plan, names::apply, diagnosis);
    }

    private static ScenarioVm wanted(String name, boolean canceled) {
        return ScenarioVmBuilder.builder().name(name).canceled(canceled).build();
    }

    /** Of a run that should have succeeded. */
    WaitException.BadEnd failure(RecordedRun recorded, RunLog log) {
        MigrationWatch watch = new MigrationWatch(
                clusters.hub(),
                recorded.created(Plan.class, "plan"),
                recorded.created(Migration.class, "migration"),
                log,
                diagnosis);
        return catchThrowableOfType(WaitException.BadEnd.class, () -> watch.follow("Succeeded", Duration.ofMinutes(1)));
    }

    @Override
    public void close() {
        clusters.close();
        target.close();
    }
}
