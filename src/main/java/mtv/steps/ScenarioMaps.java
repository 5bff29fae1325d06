package mtv.steps;

import mtv.provider.Source.PreparedVm;
import mtv.provider.SourceVm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which destination each source network and each source storage of a scenario's VMs gets: the first network the pod
 * network, each further one a NetworkAttachmentDefinition of its own; every storage the configured class.
 *
 * @param networks {@link #POD} or the name of a NetworkAttachmentDefinition, by source network
 * @param storageClasses by source storage
 */
record ScenarioMaps(Map<String, String> networks, Map<String, String> storageClasses) {

    static final String POD = "pod";

    /** @param bridgeName name of the n-th NetworkAttachmentDefinition, counted from 1 */
    static ScenarioMaps of(List<PreparedVm> vms, String storageClass, Function<Integer, String> bridgeName) {
        Map<String, String> networks = new LinkedHashMap<>();
        sources(vms)
                .flatMap(vm -> vm.nics().stream())
                .forEach(nic -> networks.computeIfAbsent(
                        nic.network(), any -> networks.isEmpty() ? POD : bridgeName.apply(networks.size())));
        Map<String, String> storageClasses = sources(vms)
                .flatMap(vm -> vm.disks().stream())
                .map(SourceVm.Disk::storage)
                .distinct()
                .collect(Collectors.toMap(s -> s, s -> storageClass, (a, b) -> a, LinkedHashMap::new));
        return new ScenarioMaps(networks, storageClasses);
    }

    private static Stream<SourceVm> sources(List<PreparedVm> vms) {
        return vms.stream().map(PreparedVm::source);
    }

    /** With the bridges as a VM names them: {@code namespace/name}. */
    ScenarioMaps toDestination(String namespace) {
        Map<String, String> names = new LinkedHashMap<>(networks);
        names.replaceAll((from, to) -> to.equals(POD) ? POD : namespace + "/" + to);
        return new ScenarioMaps(names, storageClasses);
    }

    List<String> bridges() {
        return networks.values().stream().filter(name -> !name.equals(POD)).toList();
    }
}
