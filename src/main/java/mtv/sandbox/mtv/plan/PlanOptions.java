package mtv.sandbox.mtv.plan;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.Condition;
import mtv.model.Hook;
import mtv.model.HookRef;
import mtv.model.ObjectRef;
import mtv.model.Plan;
import mtv.model.PlanSpec;
import mtv.model.PlanVm;
import mtv.sandbox.mtv.build.SourceKind;
import mtv.sandbox.mtv.maps.SourceRefs;
import mtv.sandbox.mtv.run.Pass;
import mtv.sandbox.mtv.runtime.Conditions;
import mtv.sandbox.mtv.runtime.Environment;
import mtv.sandbox.mtv.runtime.Findings;
import mtv.sandbox.mtv.runtime.Kinds;
import mtv.sandbox.work.Key;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a Plan names beside Providers, maps and VMs: its transfer network, hooks, storage for conversions. */
final class PlanOptions {

    private static final String ROUTE = "forklift.konveyor.io/route";

    private static final int OLDEST_MINOR = 26;
    private static final Condition UNSET = Conditions.critical("HookNotValid", "NotSet", "Hook not set.");
    private static final Condition UNKNOWN = Conditions.critical("HookNotValid", "NotFound", "Hook not found.");
    private static final Condition NOT_READY =
            Conditions.critical("HookNotReady", "NotFound", "Hook does not have the Ready condition.");
    private static final Condition ODD_STEP =
            Conditions.critical("HookStepNotValid", "NotValid", "Hook step not valid.");
    private static final Condition NOBODY = Conditions.critical(
            "HookServiceAccountNotValid", "NotFound", "Hook ServiceAccount not found in plan namespace.");

    private final Environment environment;
    private final PlanSpec plan;
    private final String namespace;
    private final Conditions conditions;

    PlanOptions(Environment environment, Plan plan, Conditions conditions) {
        this.environment = environment;
        this.plan = plan.getSpec();
        this.namespace = plan.getMetadata().getNamespace();
        this.conditions = conditions;
    }

    /** In the order in which the product looks. */
    void validate(KubernetesClient destination, Pass pass) {
        transferNetwork(destination);
        serviceAccount(pass.serviceAccount());
        hooks();
        String image = plan.virtV2vImage();
        if (image != null && !image.matches("[\\w.:@-]+(/[\\w.:@-]+)+")) {
            conditions.block("VirtV2vImageNotValid", "NotValid", "virt-v2v image is not valid.");
        }
        if (pass.kind() == SourceKind.OPENSHIFT && minor(pass) < OLDEST_MINOR) {
            conditions.block("UnsupportedVersion", "NotSupported", "Source version is not supported.");
        }
        if ((plan.conversionTempStorageClass() == null) != (plan.conversionTempStorageSize() == null)) {
            conditions.block("NotValid", "NotValid", "Class and size of the conversion's storage belong together.");
        }
        podSecurity();
    }

    private int minor(Pass pass) {
        return Integer.parseInt(environment
                .connections()
                .to(pass.source())
                .getKubernetesVersion()
                .getMinor()
                .replaceAll("\\D", ""));
    }

    /** Looked for on MTV's own cluster, wherever the destination is; hooks run beside the Plan, as the same one. */
    private void serviceAccount(String name) {
        boolean hooks = plan.vms().stream().anyMatch(vm -> vm.hooks() != null);
        Stream.of(plan.targetNamespace(), hooks ? namespace : plan.targetNamespace())
                .filter(place -> name != null && !exists(place, name))
                .findFirst()
                .ifPresent(place -> conditions.block(
                        "ServiceAccountNotValid",
                        "NotFound",
                        "ServiceAccount '" + name + "' not found in namespace '" + place + "'."));
    }

    private boolean exists(String place, String serviceAccount) {
        return Kinds.find(environment.client(), Kinds.SERVICE_ACCOUNT, place, serviceAccount)
                .isPresent();
    }

    private void transferNetwork(KubernetesClient destination) {
        ObjectRef ref = plan.transferNetwork();
        if (ref == null || ref.name() == null) {
            return;
        }
        Optional<GenericKubernetesResource> network =
                Kinds.find(destination, Kinds.NETWORK_ATTACHMENT, ref.namespace(), ref.name());
        if (network.isEmpty()) {
            conditions.block("TransferNetworkNotValid", "NotFound", "Transfer network not found.");
            return;
        }
        Map<String, String> annotations = network.get().getMetadata().getAnnotations();
        if (annotations == null || !annotations.containsKey(ROUTE)) {
            conditions.warn("TransferNetworkMissingDefaultRoute", "NotValid", "Transfer network has no default route.");
        }
    }

    private void hooks() {
        Findings findings = new Findings(UNSET, UNKNOWN, NOT_READY, ODD_STEP, NOBODY);
        Map<String, Boolean> accounts = new HashMap<>();
        for (PlanVm vm : plan.vms()) {
            for (HookRef ref : vm.hooks() == null ? List.<HookRef>of() : vm.hooks()) {
                String item = "VM: " + SourceRefs.print(vm.id(), vm.name());
                if (!List.of("PreHook", "PostHook").contains(ref.step())) {
                    findings.add(ODD_STEP, item + " step: " + ref.step());
                }
                Optional<Hook> hook = environment.caches().hooks().get(Key.of(ref.hook()));
                if (hook.isEmpty()) {
                    findings.add(ref.hook().name() == null ? UNSET : UNKNOWN, item);
                    continue;
                }
                String account = hook.get().getSpec().serviceAccount();
                if (!hook.get().has("Ready")) {
                    findings.add(NOT_READY, item);
                }
                if (account != null && !accounts.computeIfAbsent(account, name -> exists(namespace, name))) {
                    findings.add(NOBODY, item);
                }
            }
        }
        findings.report(conditions);
    }

    private void podSecurity() {
        Map<String, String> labels = environment
                .caches()
                .namespaces()
                .get(new Key(null, environment.namespace()))
                .map(namespace -> namespace.getMetadata().getLabels())
                .orElse(Map.of());
        if ("restricted".equals(labels.get("pod-security.kubernetes.io/enforce"))) {
            conditions.warn("RestrictedPodSecurity", null, "MTV's namespace enforces restricted pod security.");
        }
    }
}
