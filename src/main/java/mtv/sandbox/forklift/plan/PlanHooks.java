package mtv.sandbox.forklift.plan;

import mtv.model.Condition;
import mtv.model.Hook;
import mtv.model.HookRef;
import mtv.model.ObjectRef;
import mtv.model.PlanSpec;
import mtv.model.PlanVm;
import mtv.model.ResourceKind;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.controller.RequeueException;
import mtv.sandbox.forklift.hook.HookReconciler;
import mtv.sandbox.forklift.runtime.Conditions;
import mtv.sandbox.forklift.runtime.ControllerEnvironment;
import mtv.sandbox.forklift.runtime.GroupedConditions;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Validates the Hooks of a Plan's VMs. */
final class PlanHooks {

    private static final List<String> STEPS = List.of("PreHook", "PostHook");
    private static final Condition UNSET = Conditions.critical("HookNotValid", "NotSet", "Hook not set.");
    private static final Condition UNKNOWN = Conditions.critical("HookNotValid", "NotFound", "Hook not found.");
    private static final Condition NOT_READY =
            Conditions.critical("HookNotReady", "NotFound", "Hook does not have the Ready condition.");
    private static final Condition ODD_STEP =
            Conditions.critical("HookStepNotValid", "NotValid", "Hook step not valid.");
    private static final Condition NOTHING_TO_RUN =
            Conditions.critical("HookNotValid", "NotValid", "Hook has neither an image nor a job template.");
    private static final Condition NOBODY = Conditions.critical(
            "HookServiceAccountNotValid", "NotFound", "Hook ServiceAccount not found in plan namespace.");

    private final ControllerEnvironment environment;
    private final PlanSpec plan;
    private final String namespace;
    private final Map<String, Boolean> accounts = new HashMap<>();

    /** @param namespace of the Plan */
    PlanHooks(ControllerEnvironment environment, PlanSpec plan, String namespace) {
        this.environment = environment;
        this.plan = plan;
        this.namespace = namespace;
    }

    /** Whether a Hook runs as a pod in the Plan's namespace, and not in AAP. */
    boolean runInPods() {
        return plan.vms().stream()
                .flatMap(PlanHooks::of)
                .flatMap(ref -> find(ref).stream())
                .anyMatch(PlanHooks::hasImage);
    }

    /**
     * @param complete completes the reference to a VM for the text of conditions
     * @throws RequeueException if the last Hook that was looked up does not exist, because MTV ends with that error
     */
    void validate(UnaryOperator<PlanVm> complete, Conditions conditions) {
        GroupedConditions findings = new GroupedConditions(UNSET, UNKNOWN, NOT_READY, ODD_STEP, NOTHING_TO_RUN, NOBODY);
        Optional<ObjectRef> missing = Optional.empty();
        for (PlanVm vm : plan.vms()) {
            String item = "VM: " + VmRefs.print(complete.apply(vm));
            for (HookRef ref : of(vm).toList()) {
                if (!STEPS.contains(ref.step())) {
                    findings.add(ODD_STEP, item + " step: " + (ref.step() == null ? "" : ref.step()));
                }
                if (isSet(ref.hook())) {
                    String described = item + " hook: " + describe(ref.hook());
                    Optional<Hook> hook = find(ref);
                    missing = hook.isEmpty() ? Optional.of(ref.hook()) : Optional.empty();
                    hook.ifPresentOrElse(
                            found -> judge(found, described, findings), () -> findings.add(UNKNOWN, described));
                } else {
                    findings.add(UNSET, item);
                }
            }
        }
        missing.ifPresent(ref -> {
            throw new RequeueException("Hook " + ObjectKey.of(ref));
        });
        findings.report(conditions);
    }

    private void judge(Hook hook, String described, GroupedConditions findings) {
        String account = hook.getSpec().serviceAccount();
        if (!HookReconciler.isExecutable(hook.getSpec(), environment.settings().get())) {
            findings.add(NOTHING_TO_RUN, described);
        }
        if (!hook.has("Ready")) {
            findings.add(NOT_READY, described);
        }
        // the ServiceAccount of a job template is not used here
        boolean here = hook.getSpec().aap() == null && account != null && !account.isEmpty();
        if (here && !accounts.computeIfAbsent(account, this::exists)) {
            findings.add(
                    NOBODY, described + " ServiceAccount '" + account + "' not found in namespace '" + namespace + "'");
        }
    }

    private boolean exists(String account) {
        return ResourceKind.SERVICE_ACCOUNT
                .find(environment.client(), namespace, account)
                .isPresent();
    }

    private static Stream<HookRef> of(PlanVm vm) {
        return Stream.ofNullable(vm.hooks()).flatMap(List::stream);
    }

    private Optional<Hook> find(HookRef ref) {
        return isSet(ref.hook()) ? environment.caches().hooks().get(ObjectKey.of(ref.hook())) : Optional.empty();
    }

    private static boolean isSet(ObjectRef ref) {
        return ref != null && Stream.of(ref.namespace(), ref.name()).allMatch(part -> part != null && !part.isEmpty());
    }

    /** The text that MTV writes for a reference, with its empty fields. */
    private static String describe(ObjectRef ref) {
        return "&ObjectReference{Kind:,Namespace:" + ref.namespace() + ",Name:" + ref.name()
                + ",UID:,APIVersion:,ResourceVersion:,FieldPath:,}";
    }

    private static boolean hasImage(Hook hook) {
        return hook.getSpec().aap() == null
                && hook.getSpec().image() != null
                && !hook.getSpec().image().isBlank();
    }
}
