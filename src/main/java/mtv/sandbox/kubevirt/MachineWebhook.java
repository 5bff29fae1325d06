package mtv.sandbox.kubevirt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.model.ResourceKind;
import mtv.sandbox.apiserver.object.Webhook;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.store.Meta;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What happens to a VirtualMachine before it is stored: defaults of KubeVirt, and kubemacpool, which hands out missing
 * MACs and refuses taken ones unless the namespace opted out.
 */
final class MachineWebhook implements Webhook {

    private static final String MAC_POOL = "mutatevirtualmachines.kubemacpool.io";
    private static final String MAC = "macAddress";

    private final VirtClient kube;

    MachineWebhook(VirtClient kube) {
        this.kube = kube;
        kube.index(ResourceKind.VIRTUAL_MACHINE, MAC, MachineWebhook::macs);
    }

    @Override
    public void review(Review review) {
        if (review.operation() == Operation.DELETE) {
            return;
        }
        ObjectNode vm = review.object();
        refuse(
                vm.at("/spec/running").isBoolean() == vm.at("/spec/runStrategy").isTextual(),
                "exactly one of Running and RunStrategy is needed");
        refuse(!vm.at("/spec/template/spec/domain").isObject(), "spec.template.spec.domain is required");
        refuse(
                vm.at("/spec/template/spec/networks").findValues("pod").size() > 1,
                "spec.template.spec.networks: more than one NIC is on the pod network");
        ObjectNode spec = (ObjectNode) vm.at("/spec/template/spec");
        if (!spec.has("architecture")) {
            spec.put("architecture", "amd64");
        }
        ObjectNode machine = spec.withObject("/domain/machine");
        if (!machine.has("type")) {
            machine.put("type", "pc-q35-rhel9.6.0");
        }
        if (review.operation() == Operation.CREATE) {
            macs(vm, spec.at("/domain/devices/interfaces"));
        }
    }

    /** What KubeVirt does not take at all. */
    private static void refuse(boolean wrong, String why) {
        if (wrong) {
            throw denied(422, "Invalid", "virtualmachine-validator.kubevirt.io", why);
        }
    }

    private void macs(ObjectNode vm, JsonNode nics) {
        for (JsonNode nic : nics) {
            String mac = nic.path(MAC).asText().toLowerCase(Locale.ROOT);
            if (mac.isEmpty()) {
                ((ObjectNode) nic)
                        .put(
                                MAC,
                                free(Meta.namespace(vm) + "/" + Meta.name(vm) + "/"
                                        + nic.path("name").asText()));
            } else if (users(mac).anyMatch(other -> !ignored(other.getMetadata().getNamespace()))
                    && !ignored(Meta.namespace(vm))) {
                throw denied(
                        400,
                        "BadRequest",
                        MAC_POOL,
                        "failed to allocate requested mac address " + mac + ": it is taken");
            }
        }
    }

    private Stream<GenericKubernetesResource> users(String mac) {
        return kube.indexed(ResourceKind.VIRTUAL_MACHINE, MAC, mac);
    }

    private static List<String> macs(GenericKubernetesResource vm) {
        return VirtClient.list(vm, "spec", "template", "spec", "domain", "devices", "interfaces").stream()
                .map(nic -> String.valueOf(nic.get(MAC)).toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /** The same for the same NIC, unless it is taken. */
    private String free(String nic) {
        Random random = new Random(nic.hashCode());
        String mac;
        do {
            mac = String.format(
                    Locale.ROOT,
                    "02:00:00:%1$02x:%2$02x:%3$02x",
                    random.nextInt(256),
                    random.nextInt(256),
                    random.nextInt(256));
        } while (users(mac).findAny().isPresent());
        return mac;
    }

    private boolean ignored(String namespace) {
        return kube.namespaceLabel(namespace, MAC_POOL).filter("ignore"::equals).isPresent();
    }

    private static ApiError denied(int code, String reason, String webhook, String why) {
        return new ApiError(code, reason, "admission webhook \"" + webhook + "\" denied the request: " + why);
    }
}
