package mtv.sandbox.forklift.plan;

import mtv.model.Condition;
import mtv.model.MigrationSpec;
import mtv.model.Plan;
import mtv.model.PlanVm;
import mtv.model.VmStatus;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.controller.RequeueException;
import mtv.sandbox.forklift.build.SourceKind;
import mtv.sandbox.forklift.phase.ReconcileContext;
import mtv.sandbox.forklift.run.MigrationStatusEditor;
import mtv.sandbox.forklift.runtime.Conditions;
import mtv.sandbox.forklift.runtime.ControllerEnvironment;
import mtv.sandbox.forklift.runtime.GroupedConditions;
import mtv.sandbox.inventory.CriticalConcerns;
import mtv.sandbox.sources.SimVm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Finds the VMs of a Plan in the source, and validates each against source, maps and destination. */
final class PlanVms {

    private static final MigrationSpec NONE = new MigrationSpec(null, null, null, null, null);

    private static final Condition UNSET =
            Conditions.critical("VMRefNotValid", "NotSet", "VM: either ID or Name required.");
    private static final Condition UNKNOWN = Conditions.critical("VMNotFound", "NotFound", "VM not found.");
    private static final Condition REPEATED =
            Conditions.critical("DuplicateVM", "NotUnique", "VM is there more than once.");
    private static final Condition AMBIGUOUS =
            Conditions.critical("DuplicateVM", "Ambiguous", "VM reference is ambiguous.");
    private static final Condition SAME_TARGET =
            Conditions.critical("DuplicateVM", "NotUnique", "Target name is there more than once.");

    private final ControllerEnvironment environment;
    private final Map<ObjectKey, Known> judged = new ConcurrentHashMap<>();

    PlanVms(ControllerEnvironment environment) {
        this.environment = environment;
    }

    /**
     * The Plan with id and name of each VM that exists. Conditions report the others, unless a run is active: MTV does
     * not look then.
     */
    Plan resolve(Plan plan, SourceKind kind, Map<String, SimVm> machines, Conditions conditions) {
        GroupedConditions wrong = new GroupedConditions(UNKNOWN, REPEATED, AMBIGUOUS, SAME_TARGET);
        boolean looks = !plan.has("Executing");
        Set<String> done = done(plan);
        Set<String> seen = new HashSet<>();
        List<PlanVm> found = new ArrayList<>();
        for (PlanVm vm : plan.getSpec().vms()) {
            List<SimVm> matches = VmRefs.lacksNamespace(vm, kind) ? List.of() : VmRefs.find(vm, kind, machines);
            PlanVm complete = matches.size() == 1 ? VmRefs.completed(vm, kind, matches.get(0)) : vm;
            if (matches.size() == 1) {
                found.add(complete);
            }
            if (!looks || done.contains(complete.id())) {
                continue;
            }
            if (VmRefs.isEmpty(vm)) {
                conditions.set(UNSET);
            } else {
                boolean ambiguous = matches.size() > 1 || VmRefs.lacksNamespace(vm, kind);
                mistakes(complete, matches.isEmpty(), ambiguous, seen)
                        .forEach(condition -> wrong.add(condition, VmRefs.print(complete)));
            }
        }
        wrong.report(conditions);
        Plan withIds = new Plan();
        withIds.setMetadata(plan.getMetadata());
        withIds.setSpec(plan.getSpec().withVms(found));
        withIds.setStatus(plan.getStatus());
        return withIds;
    }

    private static List<Condition> mistakes(PlanVm vm, boolean unknown, boolean ambiguous, Set<String> seen) {
        if (ambiguous) {
            return List.of(AMBIGUOUS);
        }
        return unknown ? List.of(UNKNOWN) : repeated(vm, seen);
    }

    /** @param seen ids of the VMs so far, and their target names with a slash before them */
    private static List<Condition> repeated(PlanVm vm, Set<String> seen) {
        boolean named = vm.targetName() != null && !vm.targetName().isEmpty();
        List<Condition> repeated = new ArrayList<>();
        if (!seen.add(vm.id())) {
            repeated.add(REPEATED);
        }
        if (named && !seen.add("/" + vm.targetName())) {
            repeated.add(SAME_TARGET);
        }
        return repeated;
    }

    /**
     * @param plan as stored
     * @throws RequeueException where MTV's validation ends in an error, which no status shows
     */
    void validate(Plan plan, ResolvedPlan resolved, Conditions conditions) {
        if (plan.has("Executing")) {
            return;
        }
        Set<String> done = done(plan);
        ReconcileContext context = context(resolved);
        DestinationState there = DestinationState.of(environment, resolved);
        List<VmView> views = resolved.plan().getSpec().vms().stream()
                .filter(vm -> !done.contains(vm.id()))
                .map(vm -> new VmView(
                        resolved,
                        context.ask(vm, context.machines().get(vm.id()), Optional.empty()),
                        there,
                        Optional.of(context)
                                .filter(all -> all.kind() == SourceKind.OPENSHIFT)
                                .map(all ->
                                        ClusterVm.find(environment.connections().to(all.source()), vm))))
                .toList();
        SharedDisks shared = new SharedDisks(
                plan.getSpec().vms(),
                !Boolean.FALSE.equals(plan.getSpec().migrateSharedDisks()),
                resolved.machines(),
                there.shareable());
        Known known = known(resolved, context, there);
        CriticalConcerns concerns = new CriticalConcerns(resolved.platform());
        List<Known.Verdict> verdicts =
                views.stream().map(vm -> known.judge(vm, concerns)).toList();
        views.forEach(vm -> shared.wrong(vm).ifPresent(conditions::set));
        VmCheck.report(verdicts.stream().map(Known.Verdict::wrong).toList(), conditions);
        conditions.block(
                "VMCriticalConcerns",
                "NotValid",
                "The inventory has critical concerns about the VM.",
                verdicts.stream()
                        .flatMap(verdict -> verdict.critical().stream())
                        .toList());
    }

    /** Forgets a deleted Plan. */
    void forget(ObjectKey plan) {
        judged.remove(plan);
    }

    private Known known(ResolvedPlan resolved, ReconcileContext context, DestinationState there) {
        List<Object> inputs = List.of(
                resolved.plan().getSpec(),
                MigrationStatusEditor.vms(resolved.plan()).stream()
                        .map(VmStatus::id)
                        .toList(),
                resolved.destination().getSpec(),
                resolved.networkMap().getSpec(),
                resolved.storages(),
                context.catalog(),
                environment.settings().get(),
                there);
        return judged.compute(
                ObjectKey.of(resolved.plan()),
                (plan, before) ->
                        before != null && before.inputs().equals(inputs) ? before : new Known(inputs, new HashMap<>()));
    }

    /**
     * The validation results of a Plan's VMs by id, which stay valid until an input changes. A large Plan is validated
     * every few seconds while its VMs change one by one. Results that depend on the source cluster are not kept.
     */
    private record Known(List<Object> inputs, Map<String, Verdict> verdicts) {

        /** @param critical the VM with each critical concern of the inventory */
        private record Verdict(SimVm about, PlanVm planVm, Map<Condition, String> wrong, List<String> critical) {}

        Verdict judge(VmView vm, CriticalConcerns concerns) {
            SimVm about = vm.source();
            return verdicts.compute(
                    about.id(),
                    (id, before) -> before != null
                                    && vm.cluster().isEmpty()
                                    && before.about().equals(about)
                                    && before.planVm().equals(vm.planVm())
                            ? before
                            : new Verdict(
                                    about,
                                    vm.planVm(),
                                    VmCheck.wrong(vm),
                                    concerns.about(about).stream()
                                            .map(label -> VmCheck.print(vm) + " (" + label + ")")
                                            .toList()));
        }
    }

    /** The ids of VMs that are migrated already, which are not validated again. */
    private static Set<String> done(Plan plan) {
        return MigrationStatusEditor.vms(plan).stream()
                .filter(vm -> vm.has("Succeeded"))
                .map(VmStatus::id)
                .collect(Collectors.toSet());
    }

    /** The context that a run of the Plan would have. */
    ReconcileContext context(ResolvedPlan resolved) {
        return resolved.context(environment, NONE, "", new MigrationStatusEditor(resolved.plan(), environment.now()));
    }
}
