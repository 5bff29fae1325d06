package mtv.sandbox.forklift.plan;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import mtv.model.ObjectRef;
import mtv.model.Plan;
import mtv.model.PlanSpec;
import mtv.model.ResourceKind;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.controller.RequeueException;
import mtv.sandbox.forklift.build.SourceKind;
import mtv.sandbox.forklift.build.TemplateNames;
import mtv.sandbox.forklift.phase.ReconcileContext;
import mtv.sandbox.forklift.runtime.Conditions;
import mtv.sandbox.forklift.runtime.ControllerEnvironment;
import mtv.sandbox.forklift.runtime.ImageReference;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Validates the options of a Plan beside Providers, maps and VMs: transfer network, images, templates, storage for
 * conversions.
 */
final class PlanOptions {

    private static final String TRANSFER = "TransferNetworkNotValid";
    private static final String ROUTE = "forklift.konveyor.io/route";
    private static final Pattern ADDRESS = Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final int OLDEST_MINOR = 26;

    private final ControllerEnvironment environment;
    private final PlanSpec plan;
    private final String namespace;
    private final Conditions conditions;

    PlanOptions(ControllerEnvironment environment, Plan plan, Conditions conditions) {
        this.environment = environment;
        this.plan = plan.getSpec();
        this.namespace = plan.getMetadata().getNamespace();
        this.conditions = conditions;
    }

    /**
     * Validates in MTV's order.
     *
     * @param offloads whether the storage array copies disks
     * @throws RequeueException where MTV's validation ends in an error
     */
    void validate(ReconcileContext context, boolean offloads) {
        PlanHooks hooks = new PlanHooks(environment, plan, namespace);
        transferNetwork();
        serviceAccount(context.serviceAccount(), hooks);
        hooks.validate(vm -> VmRefs.complete(vm, context.kind(), context.machines()), conditions);
        String image = plan.virtV2vImage();
        if (isSet(image) && !(image.contains("/") && ImageReference.isReference(image))) {
            conditions.block("VirtV2vImageNotValid", "NotValid", "virt-v2v image is not valid.");
        } else {
            VddkCheck.apply(context, offloads, conditions);
        }
        if (context.kind() == SourceKind.OPENSHIFT && minor(context) < OLDEST_MINOR) {
            conditions.block("UnsupportedVersion", "NotSupported", "Source version is not supported.");
        }
        if (!TemplateNames.namesVolumes(plan.volumeNameTemplate())) {
            conditions.block("NotValid", null, "Volume name template is invalid.");
        }
        if (!TemplateNames.namesNetworks(plan.networkNameTemplate())) {
            conditions.block("NotValid", null, "Network name template is invalid.");
        }
        conversionStorage(plan.conversionTempStorageClass(), plan.conversionTempStorageSize());
        podSecurity();
    }

    private int minor(ReconcileContext context) {
        return Integer.parseInt(environment
                .connections()
                .to(context.source())
                .getKubernetesVersion()
                .getMinor()
                .replaceAll("\\D", ""));
    }

    /**
     * Validates the ServiceAccount on MTV's own cluster, wherever the destination is. Hooks run in the Plan's namespace
     * with the same ServiceAccount.
     */
    private void serviceAccount(String name, PlanHooks hooks) {
        Stream.of(plan.targetNamespace(), hooks.runInPods() ? namespace : plan.targetNamespace())
                .filter(place -> isSet(name)
                        && ResourceKind.SERVICE_ACCOUNT
                                .find(environment.client(), place, name)
                                .isEmpty())
                .findFirst()
                .ifPresent(place -> conditions.block(
                        "ServiceAccountNotValid",
                        "NotFound",
                        "ServiceAccount '" + name + "' not found in namespace '" + place + "'."));
    }

    /** Validates the transfer network, on MTV's own cluster as well. */
    private void transferNetwork() {
        ObjectRef ref = plan.transferNetwork();
        if (ref == null) {
            return;
        }
        if (!isSet(ref.name()) || !isSet(ref.namespace())) {
            throw new RequeueException("a name and a namespace for the transfer network");
        }
        Optional<GenericKubernetesResource> network =
                ResourceKind.NETWORK_ATTACHMENT_DEFINITION.find(environment.client(), ref.namespace(), ref.name());
        if (network.isEmpty()) {
            conditions.block(TRANSFER, "NotFound", "Transfer network not found.");
        } else if (!List.of(plan.targetNamespace(), "default").contains(ref.namespace())) {
            conditions.block(
                    TRANSFER, "NotValid", "Transfer network is neither in the target namespace nor in default.");
        } else {
            route(network.get().getMetadata().getAnnotations());
        }
    }

    private void route(Map<String, String> annotations) {
        String route = annotations == null ? null : annotations.get(ROUTE);
        if (route == null) {
            conditions.warn("TransferNetworkMissingDefaultRoute", "NotValid", "Transfer network has no default route.");
        } else if (!"none".equals(route) && !ADDRESS.matcher(route).matches()) {
            conditions.block(TRANSFER, "NotValid", "Default route of the transfer network is no address.");
        }
    }

    /**
     * Validates class and size of the storage for conversions. If both are valid, a note still says that the capacity
     * of the class is unknown.
     */
    private void conversionStorage(String storageClass, String size) {
        if (!isSet(storageClass) && !isSet(size)) {
            return;
        }
        String type = "NotValid";
        if (!isSet(storageClass) || !isSet(size)) {
            conditions.block(type, null, "Class and size of the conversion's storage belong together.");
        } else if (!isQuantity(size)) {
            conditions.block(type, null, "Size of the conversion's storage is no quantity.");
        } else if (ResourceKind.STORAGE_CLASS
                .find(environment.client(), "", storageClass)
                .isEmpty()) {
            conditions.block(type, null, "Class of the conversion's storage not found.");
        } else {
            conditions.note(type, null, "The class of the conversion's storage does not tell its capacity.");
        }
    }

    private static boolean isQuantity(String text) {
        try {
            return Quantity.getAmountInBytes(new Quantity(text)) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void podSecurity() {
        Map<String, String> labels = environment
                .caches()
                .namespaces()
                .get(new ObjectKey(null, environment.namespace()))
                .map(found -> found.getMetadata().getLabels())
                .orElse(Map.of());
        if ("restricted".equals(labels.get("pod-security.kubernetes.io/enforce"))) {
            conditions.warn("RestrictedPodSecurity", null, "MTV's namespace enforces restricted pod security.");
        }
    }

    private static boolean isSet(String text) {
        return text != null && !text.isEmpty();
    }
}
