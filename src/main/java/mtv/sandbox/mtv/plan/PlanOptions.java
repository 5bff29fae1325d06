package mtv.sandbox.mtv.plan;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.Hook;
import mtv.model.HookRef;
import mtv.model.ObjectRef;
import mtv.model.PlanSpec;
import mtv.model.PlanVm;
import mtv.sandbox.mtv.maps.SourceRefs;
import mtv.sandbox.mtv.runtime.Conditions;
import mtv.sandbox.mtv.runtime.Environment;
import mtv.sandbox.mtv.runtime.Kinds;
import mtv.sandbox.work.Key;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a Plan names beside Providers, maps and VMs: its transfer network, hooks, storage for conversions. */
final class PlanOptions {

    private static final String ROUTE = "forklift.konveyor.io/route";

    private final Environment environment;
    private final PlanSpec plan;
    private final Conditions conditions;

    PlanOptions(Environment environment, PlanSpec plan, Conditions conditions) {
        this.environment = environment;
        this.plan = plan;
        this.conditions = conditions;
    }

    /** In the order in which the product looks. */
    void validate(KubernetesClient destination) {
        transferNetwork(destination);
        plan.vms().forEach(this::hooks);
        if ((plan.conversionTempStorageClass() == null) != (plan.conversionTempStorageSize() == null)) {
            conditions.set(Conditions.critical(
                    "NotValid", "NotValid", "Class and size of the conversion's storage belong together."));
        }
        podSecurity();
    }

    private void transferNetwork(KubernetesClient destination) {
        ObjectRef ref = plan.transferNetwork();
        if (ref == null || ref.name() == null) {
            return;
        }
        GenericKubernetesResource network = destination
                .genericKubernetesResources(Kinds.NETWORK_ATTACHMENT)
                .inNamespace(ref.namespace())
                .withName(ref.name())
                .get();
        if (network == null) {
            conditions.set(Conditions.critical("TransferNetworkNotValid", "NotFound", "Transfer network not found."));
            return;
        }
        Map<String, String> annotations = network.getMetadata().getAnnotations();
        if (annotations == null || !annotations.containsKey(ROUTE)) {
            conditions.set(Conditions.warn(
                    "TransferNetworkMissingDefaultRoute", "NotValid", "Transfer network has no default route."));
        }
    }

    private void hooks(PlanVm vm) {
        List<HookRef> hooks = vm.hooks() == null ? List.of() : vm.hooks();
        String item = SourceRefs.print(vm.id(), vm.name());
        for (HookRef ref : hooks) {
            Optional<Hook> hook = environment.caches().hooks().get(Key.of(ref.hook()));
            if (ref.hook().name() == null) {
                critical("HookNotValid", "NotSet", "Hook not set.", item);
            } else if (hook.isEmpty()) {
                critical("HookNotValid", "NotFound", "Hook not found.", item);
            } else if (!hook.get().has("Ready")) {
                critical("HookNotReady", "NotFound", "Hook does not have the Ready condition.", item);
            }
            if (!List.of("PreHook", "PostHook").contains(ref.step())) {
                critical("HookStepNotValid", "NotValid", "Hook step not valid.", item);
            }
        }
    }

    private void podSecurity() {
        Map<String, String> labels = Optional.ofNullable(environment
                        .client()
                        .namespaces()
                        .withName(environment.namespace())
                        .get())
                .map(namespace -> namespace.getMetadata().getLabels())
                .orElse(Map.of());
        if ("restricted".equals(labels.get("pod-security.kubernetes.io/enforce"))) {
            conditions.set(Conditions.warn(
                    "RestrictedPodSecurity", null, "MTV's namespace enforces restricted pod security."));
        }
    }

    private void critical(String type, String reason, String message, String item) {
        conditions.set(Conditions.critical(type, reason, message).withItems(List.of(item)));
    }
}
