package mtv.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.check.compare.Canary;
import mtv.check.compare.ExpectedVm;
import mtv.check.compare.GuestCommands;
import mtv.check.compare.MigrationFacts;
import mtv.check.compare.RunFacts;
import mtv.check.compare.RunFactsBuilder;
import mtv.check.compare.VmFacts;
import mtv.check.run.SourceStop;
import mtv.model.ResourceKind;
import mtv.observe.ClusterDefaults;
import mtv.observe.ForkliftObjects;
import mtv.observe.GuestLogins;
import mtv.observe.GuestQuestions;
import mtv.observe.MigratedVms;
import mtv.observe.PlanObjects;
import mtv.provider.Destination;
import mtv.provider.Source;
import mtv.settings.SourceProviderEntry;
import mtv.steps.migrate.ExecutedMigration;
import mtv.steps.migrate.MigrationOutcome;
import mtv.steps.migrate.MigrationRequest;
import mtv.steps.migrate.RunContext;
import mtv.vm.DestinationVm;
import mtv.vm.Documents;
import mtv.vm.Fact;
import mtv.vm.ForeignField;
import mtv.vm.FoundObject;
import mtv.vm.SourceVm;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Collects the facts of a migration from both sides. It takes as many requests for a hundred VMs as for one, but for
 * the guests: each of them is entered by a connection of its own, and started and stopped if it is off and must show an
 * agent.
 */
final class FactCollector {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunContext run;
    private final MigrationRequest task;
    private final Source source;
    private final Destination destination;

    FactCollector(RunContext run, MigrationRequest task, Source source, Destination destination) {
        this.run = run;
        this.task = task;
        this.source = source;
        this.destination = destination;
    }

    /** @param maps with the networks as a VM names them */
    MigrationFacts collect(ExecutedMigration executed, ScenarioMaps maps) {
        MigrationOutcome outcome = executed.outcome();
        Expectations expectations = new Expectations(
                source.type(),
                executed,
                maps,
                profiles(),
                new Expectations.Place(
                        destination.kind() == Destination.Kind.LOCAL,
                        run.versions().ofDestination(),
                        run.versions().mtv()));
        List<MigrationVm> kept =
                task.kept().stream().map(vm -> MigrationVm.of(vm, outcome)).toList();
        String namespace = outcome.plan().getSpec().targetNamespace();
        MigratedVms migrated = MigratedVms.read(
                destination.cluster(),
                namespace,
                questions(kept, executed.canaries()),
                run.settings().waits());
        Map<String, SourceVm> after = source.afterwards(task.vms()).stream()
                .collect(Collectors.toMap(SourceVm::id, Function.identity(), (a, b) -> a));
        Fact<Map<String, List<String>>> userStops = source.userStopsSince(executed.userStopsBefore());
        RunFacts ofRun = runFacts(executed, migrated, after);
        Documents ofAll = ofRun.documents()
                .with(
                        run.onlyLooks()
                                ? ClusterDefaults.untold("a run that only looks asks the cluster for nothing")
                                : ClusterDefaults.of(destination.cluster(), namespace));
        List<VmFacts> comparisons = expectations.of(kept, migrated.all()).stream()
                .map(vm -> comparison(vm, migrated, after, userStops, ofAll))
                .map(vm -> timed(vm, outcome))
                .toList();
        return new MigrationFacts(comparisons, ofRun);
    }

    /** Several VMs of a source may have one name on the destination, which is then asked what any of them must show. */
    private Map<String, GuestQuestions> questions(List<MigrationVm> vms, Map<String, Canary> canaries) {
        return vms.stream()
                .collect(Collectors.toMap(
                        MigrationVm::migratedName,
                        vm -> questions(
                                vm, Optional.ofNullable(canaries.get(vm.source().id()))),
                        GuestQuestions::with));
    }

    private GuestQuestions questions(MigrationVm vm, Optional<Canary> canary) {
        Set<String> known = new HashSet<>(vm.wanted().guestTells().keySet());
        canary.map(Canary::show).ifPresent(known::add);
        SourceProviderEntry entry = source.entry();
        boolean keepsAddresses = task.scenario().preserveStaticIps();
        boolean knownAddresses = keepsAddresses
                && !vm.source().addresses().value().orElse(Map.of()).isEmpty();
        return new GuestQuestions(
                vm.wanted().guestAgent(),
                knownAddresses || !vm.wanted().expectedAddresses().isEmpty(),
                GuestLogins.of(vm.source(), entry, task.settings().checkSsh()),
                GuestCommands.of(vm.source(), keepsAddresses, known));
    }

    private static VmFacts comparison(
            Expectations.Expectation expected,
            MigratedVms migrated,
            Map<String, SourceVm> after,
            Fact<Map<String, List<String>>> userStops,
            Documents ofRun) {
        MigrationVm vm = expected.vm();
        String id = vm.source().id();
        Optional<DestinationVm> found = migrated.find(vm.migratedName(), vm.labels());
        return new VmFacts(
                vm.source(),
                Optional.ofNullable(after.get(id)),
                expected.expected(),
                found,
                vm.status(),
                Fact.unknown("nobody has looked"),
                userStops.map(stops -> stops.getOrDefault(id, List.of())),
                VmDocuments.of(expected, found, migrated, after.get(id), ofRun),
                found.isPresent() ? "" : migrated.elsewhere(vm.migratedName()));
    }

    private VmFacts timed(VmFacts vm, MigrationOutcome outcome) {
        Optional<Duration> most = task.scenario().maxDowntime().map(Duration::ofSeconds);
        return vm.withSourceOff(SourceStop.of(vm.recorded(), outcome.log()))
                .withExpected(vm.expected().withMaxDowntime(most));
    }

    private RunFacts runFacts(ExecutedMigration executed, MigratedVms migrated, Map<String, SourceVm> after) {
        MigrationOutcome outcome = executed.outcome();
        ForkliftObjects forklift = new ForkliftObjects(run.hub(), outcome.plan());
        List<FoundObject> found = new PlanObjects(
                        destination, run.hub(), outcome.plan().getMetadata().getUid())
                .all();
        return RunFactsBuilder.builder()
                .destination(PlanObjects.describe(destination.cluster()))
                .plan(forklift.plan())
                .migration(outcome.migration())
                .log(outcome.log())
                .conditions(forklift.conditions(outcome.migration()))
                .gone(forklift.gone())
                .warm(outcome.warm())
                .found(found)
                .vmsInNamespace(PlanObjects.found("", migrated.all()))
                .tls(
                        run.onlyLooks()
                                ? List.of()
                                : forklift.tls(
                                        source.type(), run.settings().source().insecureSkipVerify(), destination))
                .canceled(task.canceled().stream()
                        .map(vm -> MigrationVm.of(vm, outcome))
                        .map(vm -> new RunFacts.Canceled(
                                vm.source(),
                                Optional.ofNullable(after.get(vm.source().id())),
                                vm.status(),
                                migrated.left(vm.labels(), found)))
                        .toList())
                .earlier(outcome.earlier().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, e -> e.getValue().vm())))
                .documents(forklift.documents(outcome.migration(), executed.asked()))
                .archived(Optional.empty())
                .build();
    }

    /**
     * What CDI chooses where the map says nothing, by storage class. Where the profiles may not be read, there is
     * nothing to compare such modes with.
     */
    private Map<String, ExpectedVm.Modes> profiles() {
        Map<String, ExpectedVm.Modes> profiles = new HashMap<>();
        try {
            ResourceKind.STORAGE_PROFILE
                    .on(destination.cluster().client())
                    .list()
                    .getItems()
                    .forEach(profile -> {
                        JsonNode first = JSON.<JsonNode>valueToTree(profile).at("/status/claimPropertySets/0");
                        Set<String> accessModes = new HashSet<>();
                        first.path("accessModes").forEach(mode -> accessModes.add(ForeignField.shown(mode)));
                        ForeignField mode = ForeignField.of(first, "volumeMode");
                        if (!accessModes.isEmpty() && !mode.value().isContainerNode()) {
                            profiles.put(
                                    profile.getMetadata().getName(),
                                    new ExpectedVm.Modes(
                                            accessModes,
                                            mode.isThere() ? mode.value().asText() : "Filesystem"));
                        }
                    });
        } catch (KubernetesClientException e) {
            return Map.of();
        }
        return profiles;
    }
}
