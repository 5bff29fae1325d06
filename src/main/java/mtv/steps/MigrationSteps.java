package mtv.steps;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.qameta.allure.Step;
import mtv.await.WaitException;
import mtv.check.AcceptedDifferences;
import mtv.check.AllowedGap;
import mtv.check.Checks;
import mtv.check.KnownDeviation;
import mtv.check.Report;
import mtv.check.compare.MigrationFacts;
import mtv.cluster.JsonPatches;
import mtv.diagnosis.Diagnosis;
import mtv.evidence.Evidence;
import mtv.evidence.gather.Gathered;
import mtv.evidence.gather.MustGather;
import mtv.ledger.Entry;
import mtv.model.Hook;
import mtv.model.HookRef;
import mtv.model.MapPair;
import mtv.model.NetworkDestination;
import mtv.model.NetworkMap;
import mtv.model.NetworkPair;
import mtv.model.ObjectRef;
import mtv.model.Plan;
import mtv.model.Provider;
import mtv.model.ProviderPair;
import mtv.model.StorageDestination;
import mtv.model.StorageMap;
import mtv.model.StoragePair;
import mtv.observe.PlanObjects;
import mtv.provider.ConstraintsGrant;
import mtv.provider.Destination;
import mtv.provider.Providers;
import mtv.provider.Source;
import mtv.provider.Source.PreparedVm;
import mtv.scenario.Scenario;
import mtv.settings.value.Unexplained;
import mtv.steps.migrate.ExecutedMigration;
import mtv.steps.migrate.GuestCanaries;
import mtv.steps.migrate.MigrationException;
import mtv.steps.migrate.MigrationOutcome;
import mtv.steps.migrate.MigrationRequest;
import mtv.steps.migrate.MtvObjectCreator;
import mtv.steps.migrate.PlanRunner;
import mtv.steps.migrate.PreflightCheck;
import mtv.steps.migrate.RunContext;
import mtv.templates.MapTemplates;
import mtv.templates.Place;
import mtv.templates.PlanTemplates;
import mtv.vm.Fact;
import mtv.vm.FoundObject;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The links of one chain, for one scenario. Every object is awaited before the next one names it; what a link needs of
 * an earlier one is handed to it.
 */
public final class MigrationSteps {

    /** Any reason for which something is not comparable. */
    private static final String ANY = "(?s).*";

    private static final String PLAN = "plan";
    private static final Logger LOG = LogManager.getLogger();

    private final RunContext run;
    private final MigrationRequest task;
    private final Source source;
    private final Destination destination;
    private final ScenarioMaps maps;
    private final MtvObjectCreator ready;
    private final Diagnosis diagnosis;
    private final MustGather mustGather;
    private GuestCanaries canaries = GuestCanaries.NONE;
    private Optional<ConstraintsGrant> grant = Optional.empty();

    MigrationSteps(RunContext run, MigrationRequest task, Source source, Destination destination) {
        this.run = run;
        this.task = task;
        this.source = source;
        this.destination = destination;
        this.diagnosis = new Diagnosis(
                run.hub(),
                destination.cluster(),
                Optional.of(source.inventory()),
                run.settings().waits().firstStatus());
        this.ready = new MtvObjectCreator(run, diagnosis);
        this.mustGather = new MustGather(run.creator(), run.place(), name("must-gather"), name(PLAN));
        this.maps = ScenarioMaps.of(
                task.vms().stream().map(PreparedVm::source).toList(),
                source.type(),
                new ScenarioMaps.Wishes(storages(), networks(task.scenario(), source), n -> name("net-" + n)));
    }

    /** Before anything of the scenario is created. */
    MigrationSteps withCanaries() {
        canaries = GuestCanaries.begin(run, task, source);
        return this;
    }

    /** The names of storages are asked for only when the scenario tells them apart. */
    private Function<String, StorageDestination> storages() {
        String usual = run.settings().target().storageClass().orElseThrow();
        Map<String, Set<String>> names = task.scenario().storages().isEmpty()
                ? Map.of()
                : source.inventory().storageNames();
        return storage -> task.scenario().storage(names.getOrDefault(storage, Set.of(storage)), usual);
    }

    /** What a scenario says of a network. Their names are asked for only when the scenario tells them apart. */
    static Function<String, Optional<String>> networks(Scenario scenario, Source source) {
        Map<String, Set<String>> names =
                scenario.networks().isEmpty() ? Map.of() : source.inventory().networkNames();
        return network -> scenario.network(names.getOrDefault(network, Set.of(network)));
    }

    /** Maps every storage that the VMs' disks are on. */
    @Step("Create the StorageMap")
    public StorageMap createStorageMap() {
        grant = task.scenario()
                .scc()
                .map(constraints -> ConstraintsGrant.create(
                        destination.creator(),
                        new Place(vmNamespace(), run.names().session()),
                        name("scc"),
                        constraints));
        List<StoragePair> pairs = pairs(
                maps.storages(),
                (from, to) -> new StoragePair(source.inventory().storage(from), to));
        StorageMap map = MapTemplates.storageMap(run.place(), name("storagemap"), ends(), pairs);
        return ready.create(map, StorageMap.class, run.settings().waits().map());
    }

    /** Maps every network that the VMs' NICs are on, and creates those that do not exist yet. */
    @Step("Create the NetworkMap")
    public NetworkMap createNetworkMap() {
        Place bridges = new Place(vmNamespace(), run.names().session());
        maps.bridges().forEach(bridge -> destination.creator().create(MapTemplates.bridge(bridges, bridge)));
        List<NetworkPair> pairs = pairs(
                maps.networks(),
                (from, to) -> new NetworkPair(source.inventory().network(from), network(to)));
        NetworkMap map = MapTemplates.networkMap(run.place(), name("networkmap"), ends(), pairs);
        return ready.create(map, NetworkMap.class, run.settings().waits().map());
    }

    /** Plans all VMs of the scenario, by their ids in the inventory. */
    @Step("Create the Plan")
    public Plan createPlan(StorageMap storageMap, NetworkMap networkMap) {
        MapPair mapRefs = new MapPair(ref(networkMap), ref(storageMap));
        List<HookRef> hooks = task.scenario().hooks().stream().map(this::hook).toList();
        Plan plan = PlanTemplates.plan(
                run.place(),
                name(PLAN),
                task.scenario(),
                new PlanTemplates.Ends(ends(), mapRefs, vmNamespace()),
                task.vms().stream()
                        .map(vm -> PlanTemplates.vm(vm.source().ref(), vm.wanted(), hooks))
                        .toList());
        try {
            return ready.create(plan, Plan.class, run.settings().waits().planReady());
        } catch (WaitException.Stopped stopped) {
            throw stopped;
        } catch (WaitException notReady) {
            throw new MigrationException(notReady.getMessage() + providerStates());
        }
    }

    private HookRef hook(Scenario.HookChoice choice) {
        String name = name(choice.step());
        Hook hook = ready.create(
                PlanTemplates.hook(run.place(), name, choice),
                Hook.class,
                run.settings().waits().planReady());
        return new HookRef(ref(hook), choice.step());
    }

    /** One list, and only when there is something to explain. */
    private String providerStates() {
        StringBuilder states = new StringBuilder();
        run.hub().client().resources(Provider.class).inNamespace(run.place().namespace()).list().getItems().stream()
                .map(Providers::state)
                .forEach(state -> states.append(System.lineSeparator()).append(state));
        return states.toString();
    }

    /** Runs the Plan to its end; a warm one is cut over when its time has come, on the cluster's clock. */
    @Step("Execute the migration")
    public ExecutedMigration executeMigration(Plan plan) {
        new PreflightCheck(run, ready, diagnosis).require(plan);
        run.ledger().note(MigratedVmsUndo.entry(plan));
        Fact<Map<String, List<String>>> userStops = source.userStops();
        MigrationOutcome outcome = new PlanRunner(run, task, plan, this::name, diagnosis)
                .telling(canaries::saw)
                .execute();
        return new ExecutedMigration(
                outcome, userStops, canaries.confirmed(), run.ledger().asked());
    }

    /** @return all that was compared; empty when check_vms_signals is false */
    public Report checkVms(ExecutedMigration executed) {
        if (!task.settings().checkVmsSignals()) {
            LOG.warn("check_vms_signals is false: the migrated VMs are not looked at");
            return Report.EMPTY;
        }
        if (task.scenario().expect().isPresent()) {
            requireNoMachine(executed.outcome());
            return Report.EMPTY;
        }
        return CheckReport.of(() -> {
            MigrationFacts facts = collected(executed);
            Report report = Checks.compare(facts, acceptedDifferences());
            TimesReport times = new TimesReport(executed.outcome(), facts);
            times.draw();
            times.writeTable(
                    run.names().session(),
                    task.scenario().name(),
                    destination.kind().name().toLowerCase(Locale.ROOT),
                    report);
            return report;
        });
    }

    /** Of a migration that is to fail there is nothing to compare, but MTV must not have made VMs without saying so. */
    private void requireNoMachine(MigrationOutcome outcome) {
        boolean made = outcome.migration().getStatus().vms().stream()
                .flatMap(vm -> vm.steps().stream())
                .anyMatch(step -> "VirtualMachineCreation".equals(step.name()) && "Completed".equals(step.phase()));
        List<FoundObject> found = new PlanObjects(
                        destination, run.hub(), outcome.plan().getMetadata().getUid())
                .machinesAndPods().stream()
                        .filter(object -> FoundObject.VM.equals(object.kind()))
                        .toList();
        if (!made && !found.isEmpty()) {
            throw new MigrationException("Migration "
                    + outcome.migration().getMetadata().getName()
                    + " failed before it made a VM, as it was to, but there is " + found);
        }
        LOG.info("Checks: nothing to compare, as the migration was to fail{}", made ? "" : "; no VM was made");
    }

    /** Compares what was collected, outside of the report. */
    Report compared(ExecutedMigration executed) {
        return Checks.compare(collected(executed), acceptedDifferences());
    }

    /** All facts of the migration, and of its archived Plan where the scenario wants that. */
    MigrationFacts collected(ExecutedMigration executed) {
        FactCollector collector = new FactCollector(run, task, source, destination);
        MigrationFacts facts = collector.collect(executed, maps.toDestination(vmNamespace()));
        Plan plan = executed.outcome().plan();
        return task.scenario().archive() ? facts.withArchived(archive(plan)) : facts;
    }

    /** @return VMs and pods that carry the Plan's label once it is archived */
    @Step("Archive the Plan")
    private List<FoundObject> archive(Plan plan) {
        String name = plan.getMetadata().getName();
        Resource<Plan> resource = run.hub()
                .client()
                .resources(Plan.class)
                .inNamespace(plan.getMetadata().getNamespace())
                .withName(name);
        JsonPatches.merge(resource, Map.of("spec", Map.of("archived", true)));
        run.hub()
                .await("Plan " + name + " is Archived")
                .watching(resource)
                .within(run.settings().waits().planReady())
                .one(archived -> archived.has("Archived"));
        return new PlanObjects(destination, run.hub(), plan.getMetadata().getUid()).machinesAndPods();
    }

    private AcceptedDifferences acceptedDifferences() {
        AcceptedDifferences accepted = AcceptedDifferences.of(
                source.type(),
                task.scenario().skip(),
                task.scenario().deviations().stream()
                        .map(d -> new KnownDeviation(d.check(), d.property(), Set.of(), d.because()))
                        .toList(),
                task.scenario().notComparable().stream()
                        .map(gap -> new AllowedGap(gap.check(), gap.property(), Set.of(), ANY, gap.because()))
                        .toList());
        return task.settings().unexplained() == Unexplained.REPORT ? accepted.reportingUnexplained() : accepted;
    }

    /** The state of the run, and the likely cause of what went wrong with this scenario: text by file name. */
    public Map<String, String> evidence() {
        return Evidence.of(run.hub(), run.clusters().all(), run.place().namespace(), name(PLAN));
    }

    /** See {@link MustGather#gather}. */
    public Optional<Gathered> mustGather(Path folder) {
        return mustGather.gather(folder);
    }

    /**
     * Deletes the VMs that this chain migrated; the rest is deleted at the end of the suite. Of a run that was stopped
     * everything is being deleted already.
     */
    @Step("Clean up the migrated VMs")
    public void cleanUpVms(Plan plan) {
        Entry migrated = MigratedVmsUndo.entry(plan);
        boolean undoing = run.hub().stop().isStopped();
        if (!run.leavesObjects() && !undoing && run.ledger().open().contains(migrated)) {
            new MigratedVmsUndo(destination.clusters()).undo(migrated);
            run.ledger().strike(migrated);
        }
    }

    /** Takes back what only this scenario was to be allowed. */
    public void withdrawGrants() {
        if (!run.leavesObjects() && !run.hub().stop().isStopped()) {
            grant.ifPresent(ConstraintsGrant::withdraw);
        }
        grant = Optional.empty();
    }

    private String name(String suffix) {
        return run.names().resource(task.name() + "-" + suffix);
    }

    private String vmNamespace() {
        return task.scenario().vmTargetNamespace().orElse(run.place().namespace());
    }

    private ProviderPair ends() {
        return new ProviderPair(source.provider(), destination.provider());
    }

    private NetworkDestination network(String name) {
        if (name.equals(ScenarioMaps.POD)) {
            return NetworkDestination.pod();
        }
        if (name.equals(ScenarioMaps.IGNORED)) {
            return NetworkDestination.ignored();
        }
        int slash = name.indexOf('/');
        return slash < 0
                ? NetworkDestination.multus(vmNamespace(), name)
                : NetworkDestination.multus(name.substring(0, slash), name.substring(slash + 1));
    }

    private static <D, T> List<T> pairs(Map<String, D> map, BiFunction<String, D, T> pair) {
        return map.entrySet().stream()
                .map(e -> pair.apply(e.getKey(), e.getValue()))
                .toList();
    }

    private static ObjectRef ref(HasMetadata object) {
        return new ObjectRef(
                object.getMetadata().getName(), object.getMetadata().getNamespace());
    }
}
