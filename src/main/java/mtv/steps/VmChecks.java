package mtv.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.check.AcceptedDifferences;
import mtv.check.Checks;
import mtv.check.KnownDeviation;
import mtv.check.Report;
import mtv.check.compare.Comparison;
import mtv.check.compare.Expected;
import mtv.check.compare.GuestCommands;
import mtv.check.compare.MigrationFacts;
import mtv.check.compare.RunFacts;
import mtv.check.compare.RunFactsBuilder;
import mtv.cluster.JsonPatches;
import mtv.model.Plan;
import mtv.model.ResourceKind;
import mtv.observe.ForkliftObjects;
import mtv.observe.GuestLogins;
import mtv.observe.MigratedVms;
import mtv.observe.PlanObjects;
import mtv.observe.ProductVersions;
import mtv.provider.Destination;
import mtv.provider.Source;
import mtv.provider.Source.PreparedVm;
import mtv.scenario.Scenario;
import mtv.settings.SourceProviderEntry;
import mtv.vm.DestinationVm;
import mtv.vm.Fact;
import mtv.vm.ForeignField;
import mtv.vm.FoundObject;
import mtv.vm.SourceVm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Gathers the facts of a migration and has them compared: as many requests for a hundred VMs as for one, but for the
 * guests, each of which is entered by a connection of its own, and started and stopped if it is off and must show an
 * agent.
 */
final class VmChecks {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunContext run;
    private final MigrationRequest task;
    private final Source source;
    private final Destination destination;

    VmChecks(RunContext run, MigrationRequest task, Source source, Destination destination) {
        this.run = run;
        this.task = task;
        this.source = source;
        this.destination = destination;
    }

    /**
     * @param maps with the networks as a VM names them
     * @param stopsBefore what the source told of stops by people before the migration
     */
    Report compare(MigrationOutcome executed, ScenarioMaps maps, Fact<Map<String, List<String>>> stopsBefore) {
        Expectations expectations = new Expectations(
                source.type(),
                executed,
                maps,
                profiles(),
                new Expectations.Place(
                        destination.kind() == Destination.Kind.LOCAL, ProductVersions.ofDestination(run.versions())));
        String namespace = executed.plan().getSpec().targetNamespace();
        MigratedVms migrated = new MigratedVms(
                destination.cluster(), namespace, run.settings().waits().guestAgent());
        migrated.read(
                task.kept().stream()
                        .collect(Collectors.toMap(
                                expectations::nameOf, vm -> vm.wanted().guestAgent(), (a, b) -> a || b)),
                task.kept().stream()
                        .filter(this::hasKnownAddresses)
                        .map(expectations::nameOf)
                        .collect(Collectors.toSet()),
                logins(expectations, namespace));
        Map<String, SourceVm> after = source.afterwards(task.vms()).stream()
                .collect(Collectors.toMap(SourceVm::id, Function.identity(), (a, b) -> a));
        List<Comparison> vms = comparisons(expectations, migrated, after, source.userStopsSince(stopsBefore));
        RunFacts facts = runFacts(executed, expectations, migrated, after);
        return Checks.compare(new MigrationFacts(vms, facts), agreement());
    }

    private GuestLogins logins(Expectations expectations, String namespace) {
        SourceProviderEntry entry = run.settings().source().entry().orElseThrow();
        boolean wanted = task.settings().checkSsh();
        return new GuestLogins(
                destination.cluster(),
                namespace,
                task.kept().stream()
                        .collect(Collectors.toMap(
                                expectations::nameOf,
                                vm -> new GuestLogins.Host(GuestLogins.of(vm.source(), entry, wanted), commands(vm)),
                                (a, b) -> a)),
                run.settings().waits().ssh());
    }

    private boolean hasKnownAddresses(PreparedVm vm) {
        boolean kept = task.scenario().preserveStaticIps()
                && !vm.source().addresses().value().orElse(Map.of()).isEmpty();
        return kept || !vm.wanted().expectedAddresses().isEmpty();
    }

    private Set<String> commands(PreparedVm vm) {
        return GuestCommands.of(
                vm.source(),
                task.scenario().preserveStaticIps(),
                vm.wanted().guestTells().keySet());
    }

    private List<Comparison> comparisons(
            Expectations expectations,
            MigratedVms migrated,
            Map<String, SourceVm> after,
            Fact<Map<String, List<String>>> userStops) {
        List<PreparedVm> kept = task.kept();
        List<Expected> expected = expectations.of(kept, migrated.all());
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            PreparedVm vm = kept.get(i);
            String name = expectations.nameOf(vm);
            Optional<DestinationVm> found = migrated.find(name, expectations.labels(vm));
            comparisons.add(new Comparison(
                    vm.source(),
                    Optional.ofNullable(after.get(vm.source().id())),
                    expected.get(i),
                    found,
                    expectations.status(vm),
                    userStops.map(stops -> stops.getOrDefault(vm.source().id(), List.of())),
                    found.isPresent() ? "" : migrated.elsewhere(name)));
        }
        return comparisons;
    }

    private RunFacts runFacts(
            MigrationOutcome executed, Expectations expectations, MigratedVms migrated, Map<String, SourceVm> after) {
        ForkliftObjects proceedings = new ForkliftObjects(run.cluster(), executed.plan());
        PlanObjects traces = new PlanObjects(
                destination, run.cluster(), executed.plan().getMetadata().getUid());
        List<FoundObject> found = traces.all();
        return RunFactsBuilder.builder()
                .destination(PlanObjects.describe(destination.cluster()))
                .plan(proceedings.plan())
                .migration(executed.migration())
                .log(executed.log())
                .conditions(proceedings.conditions(executed.migration()))
                .gone(proceedings.gone())
                .warm(executed.warm())
                .found(found)
                .vmsInNamespace(PlanObjects.found("", migrated.all()))
                .tls(proceedings.tls(source.type(), run.settings().source().insecureSkipVerify(), destination))
                .canceled(task.canceled().stream()
                        .map(vm -> new RunFacts.Canceled(
                                vm.source(),
                                Optional.ofNullable(after.get(vm.source().id())),
                                expectations.status(vm),
                                migrated.left(expectations.labels(vm), found)))
                        .toList())
                .earlier(executed.earlier().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, e -> e.getValue().vm())))
                .archived(archived(executed.plan(), traces))
                .build();
    }

    private Optional<List<FoundObject>> archived(Plan plan, PlanObjects traces) {
        if (!task.scenario().archive()) {
            return Optional.empty();
        }
        var resource = run.cluster()
                .client()
                .resources(Plan.class)
                .inNamespace(plan.getMetadata().getNamespace())
                .withName(plan.getMetadata().getName());
        JsonPatches.merge(resource, Map.of("spec", Map.of("archived", true)));
        run.cluster()
                .await("Plan " + plan.getMetadata().getName() + " is Archived")
                .watching(resource)
                .within(run.settings().waits().planReady())
                .one(archived -> archived.has("Archived"));
        return Optional.of(traces.machinesAndPods());
    }

    /** Where they may not be read, modes that the map leaves open cannot be compared. */
    private Map<String, Expected.Modes> profiles() {
        Map<String, Expected.Modes> profiles = new HashMap<>();
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
                                    new Expected.Modes(
                                            accessModes,
                                            mode.isThere() ? mode.value().asText() : "Filesystem"));
                        }
                    });
        } catch (KubernetesClientException e) {
            return Map.of();
        }
        return profiles;
    }

    private AcceptedDifferences agreement() {
        Scenario scenario = task.scenario();
        return AcceptedDifferences.of(
                source.type(),
                scenario.skip(),
                scenario.deviations().stream()
                        .map(d -> new KnownDeviation(d.check(), d.property(), Set.of(), d.because()))
                        .toList());
    }
}
