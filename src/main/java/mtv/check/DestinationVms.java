package mtv.check;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads migrated VMs out of lists of Kubernetes objects. */
public final class DestinationVms {

    private final Map<String, PersistentVolumeClaim> claims;

    /** @param claims all claims of the namespace that the VMs are in */
    public DestinationVms(List<PersistentVolumeClaim> claims) {
        this.claims =
                claims.stream().collect(Collectors.toMap(c -> c.getMetadata().getName(), c -> c));
    }

    /** @param vm a {@code kubevirt.io/v1} VirtualMachine */
    public DestinationVm read(GenericKubernetesResource vm) {
        Map<String, String> networks = list(vm, "spec.template.spec.networks").stream()
                .collect(Collectors.toMap(n -> text(n, "name"), n -> network(vm, n), (a, b) -> a));
        return DestinationVmBuilder.builder()
                .namespace(vm.getMetadata().getNamespace())
                .name(vm.getMetadata().getName())
                .printableStatus(status(vm))
                .agentConnected(agentConnected(vm))
                .sockets(number(vm, "spec.template.spec.domain.cpu.sockets"))
                .cores(number(vm, "spec.template.spec.domain.cpu.cores"))
                .memoryBytes(bytes(vm.get("spec", "template", "spec", "domain", "memory", "guest")))
                .nics(list(vm, "spec.template.spec.domain.devices.interfaces").stream()
                        .map(i -> new DestinationVm.Nic(
                                text(i, "name"), text(i, "macAddress"), networks.getOrDefault(text(i, "name"), "")))
                        .toList())
                .disks(disks(vm))
                .build();
    }

    /** KubeVirt's word for the VM's state; empty before it has one. */
    public static String status(GenericKubernetesResource vm) {
        Object status = vm.get("status", "printableStatus");
        return status == null ? "" : status.toString();
    }

    /** The condition is there only while the agent is connected. */
    public static boolean agentConnected(GenericKubernetesResource vm) {
        return list(vm, "status.conditions").stream()
                .anyMatch(c -> text(c, "type").equals("AgentConnected")
                        && text(c, "status").equals("True"));
    }

    private List<DestinationVm.Disk> disks(GenericKubernetesResource vm) {
        return list(vm, "spec.template.spec.volumes").stream()
                .filter(v -> v.get("persistentVolumeClaim") instanceof Map || v.get("dataVolume") instanceof Map)
                .map(v -> new DestinationVm.Disk(text(v, "name"), claim(v), volume(claim(v))))
                .toList();
    }

    private static String claim(Map<?, ?> volume) {
        return volume.get("persistentVolumeClaim") instanceof Map<?, ?> pvc
                ? text(pvc, "claimName")
                : text((Map<?, ?>) volume.get("dataVolume"), "name");
    }

    private Optional<DestinationVm.Volume> volume(String claim) {
        return Optional.ofNullable(claims.get(claim)).map(pvc -> {
            var spec = pvc.getSpec();
            Quantity requested = spec.getResources().getRequests().get("storage");
            return new DestinationVm.Volume(
                    String.valueOf(spec.getStorageClassName()),
                    requested == null ? 0 : bytes(requested.toString()),
                    Optional.ofNullable(spec.getVolumeMode()).orElse("Filesystem"),
                    pvc.getStatus() == null
                            ? ""
                            : String.valueOf(pvc.getStatus().getPhase()));
        });
    }

    private static String network(GenericKubernetesResource vm, Map<?, ?> network) {
        if (!(network.get("multus") instanceof Map<?, ?> multus)) {
            return "pod";
        }
        String name = text(multus, "networkName");
        return name.contains("/") ? name : vm.getMetadata().getNamespace() + "/" + name;
    }

    private static List<Map<?, ?>> list(GenericKubernetesResource object, String path) {
        Object found = object.get((Object[]) path.split("\\."));
        return found instanceof List<?> items
                ? items.stream().<Map<?, ?>>map(item -> (Map<?, ?>) item).toList()
                : List.of();
    }

    private static String text(Map<?, ?> map, String key) {
        Object value = map.get(key);
        return value == null ? "" : value.toString();
    }

    private static int number(GenericKubernetesResource object, String path) {
        return object.get((Object[]) path.split("\\.")) instanceof Number n ? n.intValue() : 0;
    }

    private static long bytes(Object quantity) {
        return quantity == null
                ? 0
                : Quantity.getAmountInBytes(Quantity.parse(quantity.toString())).longValue();
    }
}
