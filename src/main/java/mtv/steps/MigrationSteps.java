package mtv.steps;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.qameta.allure.Step;
import mtv.await.WaitException;
import mtv.check.Report;
import mtv.check.RunFacts;
import mtv.check.RunLog;
import mtv.ledger.Entry;
import mtv.model.MapPair;
import mtv.model.Migration;
import mtv.model.NetworkDestination;
import mtv.model.NetworkMap;
import mtv.model.NetworkPair;
import mtv.model.ObjectRef;
import mtv.model.Plan;
import mtv.model.PlanVm;
import mtv.model.PlanVmBuilder;
import mtv.model.Provider;
import mtv.model.ProviderPair;
import mtv.model.StorageDestination;
import mtv.model.StorageMap;
import mtv.model.StoragePair;
import mtv.provider.Destination;
import mtv.provider.Providers;
import mtv.provider.Source;
import mtv.provider.Source.PreparedVm;
import mtv.templates.MapTemplates;
import mtv.templates.Place;
import mtv.templates.PlanTemplates;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The links of one chain, for one scenario. Every object is awaited before the next one names it. */
public final class MigrationSteps {

    private static final Logger LOG = LogManager.getLogger();

    /** MTV looks at a VM every three seconds, and this machine may be busy with others. */
    private static final Duration LATENESS = Duration.ofSeconds(15);

    /** A guest is asked to shut down, and may take its time. */
    private static final Duration SHUTDOWN = Duration.ofMinutes(10);

    private final Run run;
    private final Task task;
    private final Source source;
    private final Destination destination;
    private final ScenarioMaps maps;
    private Optional<Entry> migratedVms = Optional.empty();
    private Executed executed;

    MigrationSteps(Run run, Task task, Source source, Destination destination) {
        this.run = run;
        this.task = task;
        this.source = source;
        this.destination = destination;
        String storageClass = run.settings().target().storageClass().orElseThrow();
        this.maps = ScenarioMaps.of(task.vms(), storageClass, n -> name("net-" + n));
    }

    /** Maps every storage that the VMs' disks are on. */
    @Step("Create the StorageMap")
    public StorageMap createStorageMap() {
        List<StoragePair> pairs = pairs(
                maps.storageClasses(),
                (from, to) -> new StoragePair(source.inventory().storage(from), new StorageDestination(to)));
        StorageMap map = MapTemplates.storageMap(run.place(), name("storagemap"), ends(), pairs);
        return Ready.create(run, map, StorageMap.class, run.settings().waits().map());
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
        return Ready.create(run, map, NetworkMap.class, run.settings().waits().map());
    }

    /** Plans all VMs of the scenario, by their ids in the inventory. */
    @Step("Create the Plan")
    public Plan createPlan(StorageMap storageMap, NetworkMap networkMap) {
        MapPair mapRefs = new MapPair(ref(networkMap), ref(storageMap));
        Plan plan = PlanTemplates.plan(
                run.place(),
                name("plan"),
                task.scenario(),
                new PlanTemplates.Ends(ends(), mapRefs, vmNamespace()),
                task.vms().stream().map(MigrationSteps::planVm).toList());
        try {
            return Ready.create(run, plan, Plan.class, run.settings().waits().planReady());
        } catch (WaitException notReady) {
            throw new MigrationException(notReady.getMessage() + providerStates());
        }
    }

    private static PlanVm planVm(PreparedVm vm) {
        return PlanVmBuilder.builder()
                .id(vm.source().id())
                .name(vm.source().name())
                .targetName(vm.wanted().targetName().orElse(null))
                .targetPowerState(vm.wanted().targetPowerState().orElse(null))
                .build();
    }

    /** One list, and only when there is something to explain. */
    private String providerStates() {
        StringBuilder states = new StringBuilder();
        run.cluster().client().resources(Provider.class).inNamespace(run.place().namespace()).list().getItems().stream()
                .map(Providers::state)
                .forEach(state -> states.append(System.lineSeparator()).append(state));
        return states.toString();
    }

    /** Runs the Plan to its end; a warm one is cut over when its time has come, on the cluster's clock. */
    @Step("Execute the migration")
    public Migration executeMigration(Plan plan) {
        RunLog log = new RunLog();
        Pace pace = Pace.start(run.cluster());
        Optional<Instant> cutover = Optional.of(
                        pace.started().plus(task.settings().minsBeforeCutover()))
                .filter(any -> task.scenario().warm());
        cutover.ifPresent(time -> LOG.info("Cutover at {} of the cluster's clock", time));
        Entry vms = MigratedVmsUndo.entry(plan);
        run.creator().ledger().note(vms);
        migratedVms = Optional.of(vms);
        Migration started =
                run.creator().create(PlanTemplates.migration(run.place(), name("migration"), plan, cutover));
        Migration ended = new MigrationWatch(run.cluster(), plan, started, log)
                .follow(task.settings().planWaitTimeout());
        executed = new Executed(
                plan,
                ended,
                log,
                cutover.map(time -> new RunFacts.Warm(
                        time,
                        task.settings().snapshotsInterval(),
                        SHUTDOWN.plus(pace.onCluster(LATENESS, run.cluster())))));
        return ended;
    }

    /** @return all that was compared; empty when check_vms_signals is false */
    public Report checkVms() {
        if (!task.settings().checkVmsSignals()) {
            LOG.warn("check_vms_signals is false: the migrated VMs are not looked at");
            return Report.EMPTY;
        }
        VmChecks checks = new VmChecks(run, task, source, destination);
        return CheckReport.of(() -> checks.compare(executed, maps.toDestination(vmNamespace())));
    }

    /** Deletes the VMs that this chain migrated; the rest is deleted at the end of the suite. */
    @Step("Clean up the migrated VMs")
    public void cleanUpVms() {
        if (!run.settings().skipTeardown()) {
            migratedVms.ifPresent(entry -> {
                new MigratedVmsUndo(destination.clusters()).undo(entry);
                run.creator().ledger().strike(entry);
            });
        }
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
        return name.equals(ScenarioMaps.POD)
                ? NetworkDestination.pod()
                : NetworkDestination.multus(vmNamespace(), name);
    }

    private static <T> List<T> pairs(Map<String, String> map, BiFunction<String, String, T> pair) {
        return map.entrySet().stream()
                .map(e -> pair.apply(e.getKey(), e.getValue()))
                .toList();
    }

    private static ObjectRef ref(HasMetadata object) {
        return new ObjectRef(
                object.getMetadata().getName(), object.getMetadata().getNamespace());
    }
}
