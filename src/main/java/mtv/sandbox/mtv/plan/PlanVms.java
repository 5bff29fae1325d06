package mtv.sandbox.mtv.plan;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.Condition;
import mtv.model.MigrationSpec;
import mtv.model.Plan;
import mtv.model.PlanVm;
import mtv.model.Provider;
import mtv.model.VmStatus;
import mtv.sandbox.inventory.CriticalConcerns;
import mtv.sandbox.mtv.build.SourceKind;
import mtv.sandbox.mtv.maps.SourceRefs;
import mtv.sandbox.mtv.run.Pass;
import mtv.sandbox.mtv.run.RunRecord;
import mtv.sandbox.mtv.run.TargetVolumes;
import mtv.sandbox.mtv.runtime.Conditions;
import mtv.sandbox.mtv.runtime.Environment;
import mtv.sandbox.mtv.runtime.Findings;
import mtv.sandbox.mtv.runtime.Kinds;
import mtv.sandbox.source.SimVm;
import mtv.sandbox.work.Key;
import mtv.sandbox.work.NotYetException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The VMs of a Plan: found in the source, and checked one by one against source, maps and destination. */
final class PlanVms {

    private static final MigrationSpec NONE = new MigrationSpec(null, null, null, null, null);

    private static final Condition UNSET =
            Conditions.critical("VMRefNotValid", "NotSet", "VM: either ID or Name required.");
    private static final Condition UNKNOWN = Conditions.critical("VMNotFound", "NotFound", "VM not found.");
    private static final Condition REPEATED =
            Conditions.critical("DuplicateVM", "NotUnique", "VM is there more than once.");
    private static final Condition AMBIGUOUS =
            Conditions.critical("DuplicateVM", "Ambiguous", "VM reference is ambiguous.");

    private final Environment environment;
    private final Map<Key, Known> judged = new ConcurrentHashMap<>();

    PlanVms(Environment environment) {
        this.environment = environment;
    }

    /** The Plan with id and name of each VM that is there; of the others conditions tell. */
    Plan resolve(Plan plan, Map<String, SimVm> machines, Conditions conditions) {
        boolean named = plan.getSpec().vms().stream().anyMatch(vm -> vm.id() == null);
        Map<String, List<SimVm>> byName =
                named ? machines.values().stream().collect(Collectors.groupingBy(SimVm::name)) : Map.of();
        Findings wrong = new Findings(UNSET, UNKNOWN, REPEATED, AMBIGUOUS);
        Set<String> seen = new HashSet<>();
        List<PlanVm> found = new ArrayList<>();
        for (PlanVm vm : plan.getSpec().vms()) {
            List<SimVm> matches = (vm.id() == null
                            ? byName.getOrDefault(vm.name(), List.of()).stream()
                            : Stream.ofNullable(machines.get(vm.id())))
                    .filter(machine -> !machine.template() && isIn(vm.namespace(), machine))
                    .toList();
            mistake(vm, matches, seen)
                    .ifPresent(condition -> wrong.add(condition, SourceRefs.print(vm.id(), vm.name())));
            if (matches.size() == 1) {
                found.add(vm.withId(matches.get(0).id()).withName(matches.get(0).name()));
            }
        }
        wrong.report(conditions);
        Plan resolved = new Plan();
        resolved.setMetadata(plan.getMetadata());
        resolved.setSpec(plan.getSpec().withVms(found));
        resolved.setStatus(plan.getStatus());
        return resolved;
    }

    private static boolean isIn(String namespace, SimVm machine) {
        return namespace == null || machine.namespace().isEmpty() || namespace.equals(machine.namespace());
    }

    /** @param seen ids, and target names with a slash before them, of the VMs so far */
    private static Optional<Condition> mistake(PlanVm vm, List<SimVm> matches, Set<String> seen) {
        if (matches.size() != 1) {
            boolean unset = vm.id() == null && vm.name() == null;
            return Optional.of(unset ? UNSET : matches.isEmpty() ? UNKNOWN : AMBIGUOUS);
        }
        boolean first = seen.add(matches.get(0).id());
        boolean firstName = vm.targetName() == null || seen.add("/" + vm.targetName());
        return first && firstName ? Optional.empty() : Optional.of(REPEATED);
    }

    void validate(Subject subject, Conditions conditions) {
        Plan plan = subject.plan();
        boolean begun = plan.has("Executing");
        VmView.Taken taken = begun ? new VmView.Taken(Set.of(), Set.of(), Set.of(), List.of()) : taken(subject);
        Set<String> done = done(plan);
        Pass pass = pass(subject);
        List<VmView> views = plan.getSpec().vms().stream()
                .filter(vm -> !done.contains(vm.id()))
                .map(vm -> new VmView(
                        plan.getMetadata().getName(),
                        pass.ask(vm, pass.machines().get(vm.id()), Optional.empty()),
                        pass.mapping(),
                        begun,
                        taken))
                .toList();
        views.stream().filter(vm -> vm.is(SourceKind.OPENSHIFT)).forEach(PlanVms::requireMapped);
        Known known = known(subject, pass, taken);
        CriticalConcerns concerns = new CriticalConcerns(subject.platform());
        List<Known.Verdict> verdicts =
                views.stream().map(vm -> known.judge(vm, concerns)).toList();
        VmCheck.report(verdicts.stream().map(Known.Verdict::wrong).toList(), conditions);
        conditions.block(
                "VMCriticalConcerns",
                "NotValid",
                "The inventory has critical concerns about the VM.",
                verdicts.stream()
                        .flatMap(verdict -> verdict.critical().stream())
                        .toList());
    }

    /** When the Plan is gone. */
    void forget(Key plan) {
        judged.remove(plan);
    }

    private Known known(Subject subject, Pass pass, VmView.Taken taken) {
        List<Object> inputs = List.of(
                subject.plan().getSpec(),
                subject.plan().has("Executing"),
                subject.destination().getSpec(),
                subject.networkMap().getSpec(),
                subject.storageMap().getSpec(),
                pass.catalog(),
                environment.settings().get(),
                taken);
        return judged.compute(
                Key.of(subject.plan()),
                (plan, before) ->
                        before != null && before.inputs().equals(inputs) ? before : new Known(inputs, new HashMap<>()));
    }

    /**
     * What was found wrong with the VMs of a Plan, by their ids. It holds until something else changes: a large Plan is
     * looked at every few seconds, and its VMs change one by one.
     */
    private record Known(List<Object> inputs, Map<String, Verdict> verdicts) {

        /** @param critical the VM, if the inventory has a critical concern about it; a run that began goes on */
        private record Verdict(SimVm about, Map<Condition, String> wrong, Optional<String> critical) {}

        Verdict judge(VmView vm, CriticalConcerns concerns) {
            SimVm about = vm.source();
            return verdicts.compute(
                    about.id(),
                    (id, before) -> before != null && before.about().equals(about)
                            ? before
                            : new Verdict(
                                    about,
                                    VmCheck.wrong(vm),
                                    Optional.of(VmCheck.print(vm))
                                            .filter(item -> !vm.begun() && concerns.about(about))));
        }
    }

    /** A VM that is brought over already is not looked at again. */
    private static Set<String> done(Plan plan) {
        return RunRecord.vms(plan).stream()
                .filter(vm -> vm.has("Succeeded"))
                .map(VmStatus::id)
                .collect(Collectors.toSet());
    }

    /** As if the Plan ran. */
    Pass pass(Subject subject) {
        return subject.pass(environment, NONE, "", new RunRecord(subject.plan(), environment.now()));
    }

    /** For an openshift source the product's checks end in an error, of which no condition tells. */
    private static void requireMapped(VmView vm) {
        if (!vm.networksMapped() || !vm.storageMapped()) {
            throw new NotYetException(
                    "the maps lack something of " + vm.source().name());
        }
    }

    /**
     * Names in the target namespace, and MAC addresses wherever the destination Provider looks: one outside MTV's own
     * namespace that stands for the own cluster sees only its namespace. What this Plan made itself does not count.
     */
    private VmView.Taken taken(Subject subject) {
        Provider destination = subject.destination();
        String namespace = destination.getMetadata().getNamespace();
        String target = subject.plan().getSpec().targetNamespace();
        boolean restricted = environment.isRestricted(destination);
        KubernetesClient client = environment.connections().to(destination);
        var machines = client.genericKubernetesResources(Kinds.VIRTUAL_MACHINE);
        List<GenericKubernetesResource> others = (restricted
                        ? machines.inNamespace(namespace)
                        : machines.inAnyNamespace())
                .list().getItems().stream()
                        .filter(machine -> !isOf(subject.plan(), machine))
                        .toList();
        Set<String> disks = new HashSet<>();
        List<String> prepared = new ArrayList<>();
        client.persistentVolumeClaims().inNamespace(target).list().getItems().forEach(claim -> {
            disks.add(String.valueOf(TargetVolumes.source(claim)));
            prepared.add(String.valueOf(TargetVolumes.annotations(claim).get("vmUUID")));
        });
        return new VmView.Taken(
                others.stream()
                        .filter(machine -> target.equals(machine.getMetadata().getNamespace()))
                        .map(machine -> machine.getMetadata().getName())
                        .collect(Collectors.toSet()),
                others.stream().flatMap(machine -> macsOf(machine).stream()).collect(Collectors.toSet()),
                disks,
                prepared);
    }

    private static boolean isOf(Plan plan, GenericKubernetesResource machine) {
        Map<String, String> labels = machine.getMetadata().getLabels();
        return labels != null && plan.getMetadata().getUid().equals(labels.get("plan"));
    }

    private static List<String> macsOf(GenericKubernetesResource machine) {
        List<Map<String, Object>> interfaces =
                machine.get("spec", "template", "spec", "domain", "devices", "interfaces");
        return Stream.ofNullable(interfaces)
                .flatMap(List::stream)
                .map(nic -> nic.get("macAddress"))
                .filter(Objects::nonNull)
                .map(mac -> mac.toString().toLowerCase(Locale.ROOT))
                .toList();
    }
}
