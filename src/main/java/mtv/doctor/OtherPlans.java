package mtv.doctor;

import mtv.doctor.finding.Area;
import mtv.doctor.finding.HealthFinding;
import mtv.model.ObjectRef;
import mtv.model.Plan;
import mtv.model.PlanSpec;
import mtv.model.Provider;
import mtv.vm.SourceVm;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plans of others for VMs of the same source, but for those that have run to an end: nobody waits for them. */
final class OtherPlans {

    private static final Set<String> OVER = Set.of("Succeeded", "Failed", "Canceled", "Archived");

    private final List<Plan> plans;

    /**
     * @param all Plans of any source
     * @param providers of the source
     */
    OtherPlans(List<Plan> all, Set<ObjectRef> providers) {
        this.plans = all.stream()
                .filter(plan -> isOf(plan.getSpec(), providers))
                .filter(plan -> OVER.stream().noneMatch(plan::has))
                .toList();
    }

    /** Of all namespaces, by one request; by none where MTV has no Provider of the source. */
    static OtherPlans of(ExaminedRun run) throws IOException {
        Set<ObjectRef> providers = run.providers().stream()
                .map(Provider::getMetadata)
                .map(provider -> new ObjectRef(provider.getName(), provider.getNamespace()))
                .collect(Collectors.toSet());
        return new OtherPlans(
                providers.isEmpty()
                        ? List.of()
                        : run.hub()
                                .client()
                                .resources(Plan.class)
                                .inAnyNamespace()
                                .list()
                                .getItems(),
                providers);
    }

    private static boolean isOf(PlanSpec spec, Set<ObjectRef> providers) {
        return spec != null
                && spec.vms() != null
                && spec.provider() != null
                && spec.provider().source() != null
                && providers.contains(spec.provider().source());
    }

    /** @param vm words for it */
    Stream<HealthFinding> findings(String vm, SourceVm source) {
        return plans.stream()
                .filter(plan -> plan.getSpec().vms().stream()
                        .anyMatch(each -> each != null && each.means(source.id(), source.name(), source.namespace())))
                .map(plan -> finding(vm, plan));
    }

    private static HealthFinding finding(String vm, Plan plan) {
        String name = "Plan " + plan.getMetadata().getNamespace() + "/"
                + plan.getMetadata().getName();
        return plan.has("Executing")
                ? HealthFinding.error(
                        Area.MACHINES,
                        vm + " is being migrated by " + name,
                        "wait for its end, name a VM that is free, or migrate a copy with \"clone\": true")
                : HealthFinding.warning(
                        Area.MACHINES,
                        vm + " is in " + name + " too, which has not run yet",
                        "see that the two do not run at the same time");
    }
}
