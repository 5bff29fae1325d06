package mtv.steps;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.qameta.allure.Step;
import mtv.check.AcceptedDifferences;
import mtv.check.Checks;
import mtv.check.KnownDeviation;
import mtv.check.Report;
import mtv.check.compare.MigrationFacts;
import mtv.diagnosis.Diagnosis;
import mtv.evidence.Evidence;
import mtv.model.NetworkMap;
import mtv.model.ObjectRef;
import mtv.model.Plan;
import mtv.model.PlanSpec;
import mtv.model.PlanVm;
import mtv.model.Provider;
import mtv.model.StorageMap;
import mtv.model.VmStatus;
import mtv.provider.Destination;
import mtv.provider.Providers;
import mtv.provider.Source;
import mtv.provider.Source.PreparedVm;
import mtv.scenario.Scenario;
import mtv.scenario.ScenarioBuilder;
import mtv.scenario.ScenarioVm;
import mtv.scenario.ScenarioVmBuilder;
import mtv.settings.RunSettings;
import mtv.settings.value.Unexplained;
import mtv.steps.migrate.AttachedRun;
import mtv.steps.migrate.ExecutedMigration;
import mtv.steps.migrate.MigrationException;
import mtv.steps.migrate.MigrationOutcome;
import mtv.steps.migrate.MigrationRequest;
import mtv.steps.migrate.RunContext;
import mtv.vm.SourceVm;
import mtv.vm.VmPower;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Plan that somebody else has made and runs, by the console or by GitOps. It is only read. What a scenario would have
 * said is taken from the Plan, its maps and its Providers; the source is read after the migration, as MTV's inventory
 * shows it, with the power that MTV recorded of it.
 */
public final class AttachedPlan {

    private static final Logger LOG = LogManager.getLogger();

    private static final String NOBODY_LOOKED = "nobody looked at the source before the migration";
    private static final String OTHERS_ASKED = "what was asked for is known to whoever made the Plan";

    /** What cannot be known afterwards, by the check that would compare it. */
    private static final Map<String, String> UNKNOWN = Map.of(
            "source-unexplained", NOBODY_LOOKED,
            "snapshots", NOBODY_LOOKED,
            "user-stop", NOBODY_LOOKED,
            "plan-unexplained", OTHERS_ASKED,
            "map-unexplained", OTHERS_ASKED,
            "provider-unexplained", OTHERS_ASKED,
            "migration-unexplained", OTHERS_ASKED,
            "provider-tls", OTHERS_ASKED);

    private final RunContext run;
    private final Plan plan;
    private final Source source;
    private final Destination destination;
    private Optional<ExecutedMigration> executed = Optional.empty();
    private volatile boolean begun;

    AttachedPlan(RunContext run, Plan plan, Destination.Kind kind) {
        this.run = run;
        this.plan = plan;
        this.source = Source.attached(
                run.hub(),
                AttachedPlans.provider(run, plan, plan.getSpec().provider().source()),
                run.settings().source().entry(),
                run.settings().waits().inventory());
        Provider end =
                AttachedPlans.provider(run, plan, plan.getSpec().provider().destination());
        this.destination = Destination.attached(kind, Providers.ref(end), run.clusters(), run.ledger());
        if (kind == Destination.Kind.REMOTE) {
            requireKnown(end);
        }
    }

    /** What is compared must be read on the cluster that the VMs went to. */
    private void requireKnown(Provider end) {
        String url = bare(end.getSpec().url());
        String ours = bare(destination.cluster().apiUrl().toString());
        if (!url.equals(ours)) {
            throw new MigrationException(this + " goes to " + url + ", but the settings lead to " + ours
                    + "; give that cluster by remote_cluster_host");
        }
    }

    private static String bare(String url) {
        return url.replaceAll("/+$", "");
    }

    /** @throws MigrationException when what a Plan names is not there */
    static <T extends HasMetadata> T named(RunContext run, Plan plan, Class<T> kind, ObjectRef ref) {
        String namespace = ref.namespace() == null ? plan.getMetadata().getNamespace() : ref.namespace();
        return Optional.ofNullable(run.hub()
                        .client()
                        .resources(kind)
                        .inNamespace(namespace)
                        .withName(ref.name())
                        .get())
                .orElseThrow(() -> new MigrationException("Plan " + nameOf(plan) + " names " + kind.getSimpleName()
                        + " " + namespace + "/" + ref.name() + ", which is not there"));
    }

    static String nameOf(Plan plan) {
        return plan.getMetadata().getNamespace() + "/" + plan.getMetadata().getName();
    }

    boolean isBegun() {
        return begun;
    }

    /** Waits for its latest run. */
    @Step("Await the end of the migration")
    public void awaitMigration(RunSettings settings) {
        begun = true;
        MigrationOutcome outcome = attachedRun(settings).await();
        executed = Optional.of(new ExecutedMigration(outcome, source.userStops(), Map.of(), List.of()));
    }

    private AttachedRun attachedRun(RunSettings settings) {
        Diagnosis diagnosis = new Diagnosis(
                run.hub(),
                destination.cluster(),
                Optional.of(source.inventory()),
                run.settings().waits().firstStatus());
        return new AttachedRun(run.hub(), plan, settings.planWaitTimeout(), diagnosis);
    }

    /** False as long as its migration has not come to its good end. */
    public boolean isMigrated() {
        return executed.isPresent();
    }

    /** Compares its VMs with their sources, and says what cannot be compared. */
    public Report checkVms(RunSettings settings) {
        if (!settings.checkVmsSignals()) {
            LOG.warn("check_vms_signals is false: the migrated VMs are not looked at");
            return Report.EMPTY;
        }
        return CheckReport.of(() -> compared(executed.orElseThrow(), settings));
    }

    private Report compared(ExecutedMigration ended, RunSettings settings) {
        List<PreparedVm> vms = vms(ended.outcome(), settings);
        Scenario scenario = scenario(vms);
        UNKNOWN.forEach((check, why) -> LOG.info("{} is not compared: {}", check, why));
        FactCollector collector = new FactCollector(
                run, new MigrationRequest(plan.getMetadata().getName(), scenario, settings, vms), source, destination);
        MigrationFacts facts = collector.collect(ended, maps(vms));
        Report report = Checks.compare(facts, accepted(scenario, settings));
        TimesReport times = new TimesReport(ended.outcome(), facts);
        times.draw();
        times.writeTable(
                run.names().session(),
                scenario.name(),
                destination.kind().name().toLowerCase(Locale.ROOT),
                report);
        return report;
    }

    private AcceptedDifferences accepted(Scenario scenario, RunSettings settings) {
        List<KnownDeviation> none = List.of();
        AcceptedDifferences usual = AcceptedDifferences.of(source.type(), scenario.skip(), none, List.of());
        AcceptedDifferences lenient = new AcceptedDifferences(usual.source(), usual.skipped(), usual.deviations());
        return settings.unexplained() == Unexplained.REPORT ? lenient.reportingUnexplained() : lenient;
    }

    /** @throws MigrationException when a VM of the Plan is not in the inventory any more */
    private List<PreparedVm> vms(MigrationOutcome outcome, RunSettings settings) {
        Map<String, SourceVm> shown = source.inventory().vmsOnce("MTV's inventory shows its VMs", any -> true).stream()
                .collect(Collectors.toMap(SourceVm::id, Function.identity(), (one, other) -> one));
        Map<String, VmStatus> recorded = outcome.migration().getStatus().vms().stream()
                .collect(Collectors.toMap(VmStatus::id, Function.identity(), (one, other) -> one));
        Set<String> canceled = attachedRun(settings).canceled();
        List<String> lost = new ArrayList<>();
        List<PreparedVm> vms = new ArrayList<>();
        for (PlanVm vm : plan.getSpec().vms()) {
            Optional<SourceVm> found = find(vm, shown, recorded);
            if (found.isPresent()) {
                vms.add(new PreparedVm(wanted(vm, found.get(), canceled), before(found.get(), recorded)));
            } else {
                lost.add(String.valueOf(vm.name() == null ? vm.id() : vm.name()));
            }
        }
        if (!lost.isEmpty()) {
            throw new MigrationException("Wanted to compare the VMs of " + this + " with their sources, but MTV's"
                    + " inventory does not show " + String.join(", ", lost) + " any more");
        }
        return vms;
    }

    /** A Plan may name a VM by its name alone; the Migration knows its id. */
    private static Optional<SourceVm> find(PlanVm vm, Map<String, SourceVm> shown, Map<String, VmStatus> recorded) {
        return recorded.values().stream()
                .filter(status -> vm.means(status.id(), status.name(), status.namespace()))
                .findFirst()
                .map(status -> shown.get(status.id()));
    }

    /** The power is MTV's record, and of anything else that the migration may have changed nothing is known. */
    private static SourceVm before(SourceVm now, Map<String, VmStatus> recorded) {
        String power = Optional.ofNullable(recorded.get(now.id()))
                .map(VmStatus::restorePowerState)
                .orElse("");
        return now.withPower(VmPower.of(power, "restorePowerState of the Migration", Set.of("On"), Set.of("Off")));
    }

    private static ScenarioVm wanted(PlanVm asked, SourceVm vm, Set<String> canceled) {
        return ScenarioVmBuilder.builder()
                .name(vm.name())
                .sourceVmPower(Optional.empty())
                .targetPowerState(Optional.ofNullable(asked.targetPowerState()))
                .targetName(Optional.ofNullable(asked.targetName()).filter(name -> !name.isEmpty()))
                .pvcNameTemplate(Optional.ofNullable(asked.pvcNameTemplate()))
                .canceled(canceled.contains(vm.id()))
                .id(Optional.of(vm.id()))
                .path(Optional.empty())
                .namespace(Optional.empty())
                .build();
    }

    private Scenario scenario(List<PreparedVm> vms) {
        PlanSpec spec = plan.getSpec();
        Map<String, String> skip = new HashMap<>(UNKNOWN);
        if (vms.stream().anyMatch(vm -> !vm.source().power().isKnown())) {
            Stream.of("power-state", "run-strategy")
                    .forEach(check -> skip.put(check, "MTV has not recorded what power a source had"));
        }
        return ScenarioBuilder.builder()
                .name(plan.getMetadata().getName())
                .vms(vms.stream().map(PreparedVm::wanted).toList())
                .warm(spec.isWarm())
                .preserveStaticIps(Boolean.TRUE.equals(spec.preserveStaticIPs()))
                .pvcNameTemplate(Optional.ofNullable(spec.pvcNameTemplate()))
                .pvcNameTemplateUseGenerateName(Optional.ofNullable(spec.pvcNameTemplateUseGenerateName()))
                .vmTargetNamespace(Optional.ofNullable(spec.targetNamespace()))
                .attempts(1)
                .skip(skip)
                .scc(Optional.empty())
                .maxDowntime(Optional.empty())
                .expect(Optional.empty())
                .build();
    }

    private ScenarioMaps maps(List<PreparedVm> vms) {
        return MadeMaps.of(
                vms.stream().map(PreparedVm::source).toList(),
                source.inventory(),
                named(run, plan, NetworkMap.class, plan.getSpec().map().network()),
                named(run, plan, StorageMap.class, plan.getSpec().map().storage()));
    }

    /** The state of the clusters, and the likely cause of what went wrong: text by file name. */
    public Map<String, String> evidence() {
        return Evidence.of(
                run.hub(),
                run.clusters().all(),
                plan.getMetadata().getNamespace(),
                plan.getMetadata().getName());
    }

    /** For reports. */
    @Override
    public String toString() {
        return "Plan " + nameOf(plan);
    }
}
