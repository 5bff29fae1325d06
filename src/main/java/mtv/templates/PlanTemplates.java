package mtv.templates;

import mtv.model.Hook;
import mtv.model.HookRef;
import mtv.model.HookSpecBuilder;
import mtv.model.MapPair;
import mtv.model.Migration;
import mtv.model.MigrationSpec;
import mtv.model.ObjectRef;
import mtv.model.Plan;
import mtv.model.PlanSpec;
import mtv.model.PlanSpecBuilder;
import mtv.model.PlanVm;
import mtv.model.PlanVmBuilder;
import mtv.model.ProviderPair;
import mtv.model.SourceRef;
import mtv.scenario.Scenario;
import mtv.scenario.ScenarioVm;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes Plans, their hooks, and the Migrations that run them. */
public final class PlanTemplates {

    private PlanTemplates() {}

    public static Plan plan(Place place, String name, Scenario scenario, Ends ends, List<PlanVm> vms) {
        PlanSpec spec = PlanSpecBuilder.builder()
                .provider(ends.providers())
                .map(ends.maps())
                .targetNamespace(ends.targetNamespace())
                .warm(scenario.warm())
                .vms(vms)
                .preserveStaticIPs(scenario.preserveStaticIps())
                .pvcNameTemplate(scenario.pvcNameTemplate().orElse(null))
                .pvcNameTemplateUseGenerateName(
                        scenario.pvcNameTemplateUseGenerateName().orElse(null))
                .targetLabels(orNull(scenario.target().labels()))
                .targetNodeSelector(orNull(scenario.target().nodeSelector()))
                .deleteVmOnFailMigration(scenario.vms().stream().anyMatch(ScenarioVm::canceled) ? true : null)
                .targetAffinity(scenario.target().affinity().orElse(null))
                .build();
        Plan plan = new Plan();
        plan.setMetadata(place.named(name));
        plan.setSpec(spec);
        return plan;
    }

    /**
     * One VM of a Plan, as the scenario asks for it.
     *
     * @param machine reference to the source VM; that of an OpenShift source has its namespace, because MTV reads the
     *     VM by namespace and name
     */
    public static PlanVm vm(SourceRef machine, ScenarioVm wanted, List<HookRef> hooks) {
        return PlanVmBuilder.builder()
                .id(machine.id())
                .name(machine.name())
                .namespace(machine.namespace())
                .targetName(wanted.targetName().orElse(null))
                .targetPowerState(wanted.targetPowerState().orElse(null))
                .pvcNameTemplate(wanted.pvcNameTemplate().orElse(null))
                .hooks(hooks.isEmpty() ? null : hooks)
                .build();
    }

    /** A hook that the VMs of a Plan name. */
    public static Hook hook(Place place, String name, Scenario.HookChoice choice) {
        Hook hook = new Hook();
        hook.setMetadata(place.named(name));
        String playbook = choice.playbook()
                .map(text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                .orElse(null);
        hook.setSpec(HookSpecBuilder.builder()
                .image(choice.image())
                .playbook(playbook)
                .build());
        return hook;
    }

    private static Map<String, String> orNull(Map<String, String> texts) {
        return texts.isEmpty() ? null : texts;
    }

    /** @param targetNamespace where the VMs go, which may be another namespace than the Plan's own */
    public record Ends(ProviderPair providers, MapPair maps, String targetNamespace) {}

    /** @param cutover when to stop the sources of a warm Plan, on the cluster's clock; empty for a cold one */
    public static Migration migration(Place place, String name, Plan plan, Optional<Instant> cutover) {
        Migration migration = new Migration();
        migration.setMetadata(place.named(name));
        ObjectRef ref =
                new ObjectRef(plan.getMetadata().getName(), plan.getMetadata().getNamespace());
        migration.setSpec(new MigrationSpec(ref, null, cutover.orElse(null), null, null));
        return migration;
    }
}
