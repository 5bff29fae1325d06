package mtv.steps;

import mtv.model.StorageDestination;
import mtv.provider.SourceVm;
import mtv.settings.SourceType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which destination each source network and each source storage of a scenario's VMs gets: the first network the pod
 * network, each further one a NetworkAttachmentDefinition of its own; an OpenShift's pod network is the pod network
 * again, and no other, since MTV loses NICs that change between the two.
 *
 * @param networks {@link #POD} or the name of a NetworkAttachmentDefinition, by source network
 * @param storages by source storage
 */
record ScenarioMaps(Map<String, String> networks, Map<String, StorageDestination> storages) {

    static final String POD = "pod";

    /**
     * @param storage where the disks of a source storage go
     * @param bridgeName name of a NetworkAttachmentDefinition, by its number
     */
    static ScenarioMaps of(
            List<SourceVm> vms,
            SourceType source,
            Function<String, StorageDestination> storage,
            Function<Integer, String> bridgeName) {
        List<String> known =
                all(vms, vm -> vm.nics().stream().map(SourceVm.Nic::network)).toList();
        String onPods = source == SourceType.OPENSHIFT
                ? POD
                : known.stream().findFirst().orElse(POD);
        Map<String, String> networks = new LinkedHashMap<>();
        known.forEach(
                network -> networks.put(network, network.equals(onPods) ? POD : bridgeName.apply(networks.size())));
        Map<String, StorageDestination> storages = new LinkedHashMap<>();
        all(vms, vm -> vm.disks().stream().map(SourceVm.Disk::storage))
                .forEach(name -> storages.put(name, storage.apply(name)));
        return new ScenarioMaps(networks, storages);
    }

    private static Stream<String> all(List<SourceVm> vms, Function<SourceVm, Stream<String>> names) {
        return vms.stream().flatMap(names).distinct();
    }

    /** With the bridges as a VM names them: {@code namespace/name}. */
    ScenarioMaps toDestination(String namespace) {
        Map<String, String> names = new LinkedHashMap<>(networks);
        names.replaceAll((from, to) -> to.equals(POD) ? POD : namespace + "/" + to);
        return new ScenarioMaps(names, storages);
    }

    List<String> bridges() {
        return networks.values().stream().filter(name -> !name.equals(POD)).toList();
    }
}
