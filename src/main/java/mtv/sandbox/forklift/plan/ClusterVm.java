package mtv.sandbox.forklift.plan;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.NetworkPair;
import mtv.model.NetworkSource;
import mtv.model.PlanVm;
import mtv.model.ResourceKind;
import mtv.model.StoragePair;
import mtv.sandbox.controller.RequeueException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A VM of an openshift source. MTV reads it from its cluster by namespace and name, while it reads other VMs from the
 * inventory. Entries of maps are compared as written: networks by type or by namespace and name, storage classes by
 * name, neither by id.
 */
record ClusterVm(KubernetesClient cluster, GenericKubernetesResource machine) {

    /**
     * @param vm with the namespace and name in the Plan
     * @throws RequeueException if there is no such VM, because MTV writes no status then
     */
    static ClusterVm find(KubernetesClient cluster, PlanVm vm) {
        return Optional.ofNullable(vm.namespace())
                .filter(namespace -> !namespace.isEmpty() && vm.name() != null)
                .flatMap(namespace -> ResourceKind.VIRTUAL_MACHINE.find(cluster, namespace, vm.name()))
                .filter(machine -> machine.get("spec", "template", "spec") != null)
                .map(machine -> new ClusterVm(cluster, machine))
                .orElseThrow(() -> new RequeueException(
                        "VM " + vm.namespace() + "/" + vm.name() + " by namespace and name in the source cluster"));
    }

    /** Its networks as a map would name them: the pod network by type, others by namespace and name. */
    List<NetworkSource> networks() {
        List<NetworkSource> networks = new ArrayList<>();
        for (Map<String, Object> network : list("networks")) {
            if (network.get("pod") != null) {
                networks.add(new NetworkSource(null, null, null, "pod", null));
            } else if (network.get("multus") instanceof Map<?, ?> multus) {
                String[] parts = String.valueOf(multus.get("networkName")).split("/", 2);
                String namespace =
                        parts.length > 1 ? parts[0] : machine.getMetadata().getNamespace();
                networks.add(new NetworkSource(null, parts[parts.length - 1], namespace, null, null));
            }
        }
        return networks;
    }

    boolean networksMapped(List<NetworkPair> map) {
        return networks().stream()
                .allMatch(network -> map.stream().anyMatch(pair -> NetworkEntries.means(pair.source(), network)));
    }

    /** @throws RequeueException if a claim does not exist */
    boolean storageMapped(List<StoragePair> map) {
        for (Map<String, Object> volume : list("volumes")) {
            Optional<String> claim = claim(volume);
            if (claim.isPresent()) {
                String storageClass = find(claim.get()).getSpec().getStorageClassName();
                if (storageClass == null
                        || map.stream()
                                .noneMatch(pair ->
                                        storageClass.equals(pair.source().name()))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether the VM has an instance, without which it cannot be migrated live. */
    boolean hasInstance() {
        return ResourceKind.VIRTUAL_MACHINE_INSTANCE
                .find(
                        cluster,
                        machine.getMetadata().getNamespace(),
                        machine.getMetadata().getName())
                .isPresent();
    }

    private PersistentVolumeClaim find(String claim) {
        String namespace = machine.getMetadata().getNamespace();
        return Optional.ofNullable(cluster.persistentVolumeClaims()
                        .inNamespace(namespace)
                        .withName(claim)
                        .get())
                .orElseThrow(() -> new RequeueException("claim " + namespace + "/" + claim + " in the source cluster"));
    }

    private static Optional<String> claim(Map<String, Object> volume) {
        if (volume.get("persistentVolumeClaim") instanceof Map<?, ?> claim) {
            return Optional.of(String.valueOf(claim.get("claimName")));
        }
        return volume.get("dataVolume") instanceof Map<?, ?> volumeClaim
                ? Optional.of(String.valueOf(volumeClaim.get("name")))
                : Optional.empty();
    }

    private List<Map<String, Object>> list(String what) {
        List<Map<String, Object>> list = machine.get("spec", "template", "spec", what);
        return list == null ? List.of() : list;
    }
}
