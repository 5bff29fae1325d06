package mtv.steps;

import mtv.model.StorageDestination;
import mtv.steps.migrate.MigrationException;
import mtv.vm.SourceType;
import mtv.vm.SourceVm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The destination of each source network and each source storage of a scenario's VMs. Of the networks that the scenario
 * leaves open, the first that brings no VM to the pod network twice goes there, since MTV allows a VM one NIC there,
 * and each further one goes to a NetworkAttachmentDefinition of its own. The pod network of an OpenShift source stays
 * the pod network, and no other network becomes it, since MTV loses NICs that change between the two. Networks and
 * storages of one name go to the same destination, since MTV may take any of them.
 *
 * @param networks {@link #POD}, {@link #IGNORED}, the name of a NetworkAttachmentDefinition of the run, or
 *     {@code namespace/name} of another one, by source network
 * @param storages by source storage
 */
record ScenarioMaps(Map<String, String> networks, Map<String, StorageDestination> storages) {

    static final String POD = "pod";
    static final String IGNORED = "ignored";
    private static final String BRIDGE = "bridge";

    /**
     * What scenario and settings say of the destinations.
     *
     * @param storage where the disks of a source storage go
     * @param network what the scenario says of a source network
     * @param bridgeName name of a NetworkAttachmentDefinition, by its number
     */
    record Wishes(
            Function<String, StorageDestination> storage,
            Function<String, Optional<String>> network,
            IntFunction<String> bridgeName) {}

    /**
     * Checks what can be said of the maps before any VM is cloned, since a clone has the NICs of its original.
     *
     * @param network what the scenario says of a source network
     * @throws MigrationException when the scenario asks for what MTV refuses
     */
    static void requireAllowed(List<SourceVm> vms, SourceType source, Function<String, Optional<String>> network) {
        refuse(vms, source, asked(all(vms, SourceVm::networks), network));
    }

    private static Map<String, String> asked(Set<String> networks, Function<String, Optional<String>> wish) {
        Map<String, String> asked = new LinkedHashMap<>();
        networks.forEach(network -> wish.apply(network).ifPresent(to -> asked.put(network, to)));
        return asked;
    }

    /** @throws MigrationException when the scenario asks for what MTV refuses */
    static ScenarioMaps of(List<SourceVm> vms, SourceType source, Wishes wishes) {
        Set<String> known = all(vms, SourceVm::networks);
        Map<String, String> asked = asked(known, wishes.network());
        refuse(vms, source, asked);
        Optional<String> onPods = source == SourceType.OPENSHIFT
                ? Optional.of(POD)
                : Optional.of(known)
                        .filter(any -> !asked.containsValue(POD))
                        .flatMap(networks -> firstForPods(vms, networks, asked.keySet(), source));
        Map<String, String> networks = new LinkedHashMap<>();
        for (String network : known) {
            String to = asked.getOrDefault(
                    network, onPods.filter(network::equals).map(any -> POD).orElse(BRIDGE));
            networks.put(network, to.equals(BRIDGE) ? wishes.bridgeName().apply(networks.size()) : to);
        }
        Map<String, StorageDestination> storages = new LinkedHashMap<>();
        all(vms, SourceVm::storages)
                .forEach(name -> storages.put(name, wishes.storage().apply(name)));
        vms.forEach(vm -> {
            follow(vm.namesakes(), networks);
            follow(vm.namesakes(), storages);
        });
        return new ScenarioMaps(networks, storages);
    }

    private static <T> void follow(Map<String, List<String>> namesakes, Map<String, T> map) {
        namesakes.forEach((first, others) -> {
            if (map.containsKey(first)) {
                others.forEach(other -> map.putIfAbsent(other, map.get(first)));
            }
        });
    }

    private static Set<String> all(List<SourceVm> vms, Function<SourceVm, List<String>> names) {
        return vms.stream().map(names).flatMap(List::stream).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Optional<String> firstForPods(
            List<SourceVm> vms, Set<String> networks, Set<String> asked, SourceType source) {
        Set<String> ofNics =
                all(vms, vm -> vm.nics().stream().map(SourceVm.Nic::network).toList());
        return networks.stream()
                .filter(network -> ofNics.contains(network) && !asked.contains(network))
                .filter(network -> vms.stream().allMatch(vm -> nicsOn(vm, Set.of(network), source) <= 1))
                .findFirst();
    }

    /**
     * Counts as MTV does: of OpenStack the networks, each network of one name on its own, and of all others the NICs.
     */
    private static long nicsOn(SourceVm vm, Set<String> networks, SourceType source) {
        Stream<String> on = vm.nics().stream().map(SourceVm.Nic::network).filter(networks::contains);
        return source == SourceType.OPENSTACK
                ? on.distinct()
                        .mapToLong(network -> 1
                                + vm.namesakes()
                                        .getOrDefault(network, List.of())
                                        .size())
                        .sum()
                : on.count();
    }

    private static void refuse(List<SourceVm> vms, SourceType source, Map<String, String> asked) {
        List<String> refused = new ArrayList<>();
        if (source == SourceType.OPENSHIFT) {
            asked.forEach((network, to) -> {
                if (!to.equals(IGNORED) && network.equals(POD) != to.equals(POD)) {
                    refused.add("network " + network + " cannot go to " + to
                            + ": MTV loses NICs of an OpenShift VM that change between the pod network and another");
                }
            });
        }
        Set<String> onPods = asked.keySet().stream()
                .filter(network -> asked.get(network).equals(POD))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        vms.stream()
                .filter(vm -> nicsOn(vm, onPods, source) > 1)
                .forEach(vm -> refused.add("VM " + vm.name() + " (" + vm.id() + ") would have "
                        + nicsOn(vm, onPods, source) + " NICs on the pod network, by "
                        + vm.nics().stream()
                                .map(SourceVm.Nic::network)
                                .filter(onPods::contains)
                                .distinct()
                                .toList()
                        + ", and MTV allows one"));
        if (!refused.isEmpty()) {
            throw new MigrationException("The scenario's network_map cannot be met: " + String.join("; ", refused)
                    + "; send them to \"bridge\" or to a NetworkAttachmentDefinition");
        }
    }

    /** The same with the run's own NetworkAttachmentDefinitions as a VM names them: {@code namespace/name}. */
    ScenarioMaps toDestination(String namespace) {
        Map<String, String> names = new LinkedHashMap<>(networks);
        names.replaceAll((from, to) -> isOfTheRun(to) ? namespace + "/" + to : to);
        return new ScenarioMaps(names, storages);
    }

    /** The NetworkAttachmentDefinitions that the run must create. */
    List<String> bridges() {
        return networks.values().stream()
                .filter(ScenarioMaps::isOfTheRun)
                .distinct()
                .toList();
    }

    private static boolean isOfTheRun(String destination) {
        return !destination.equals(POD) && !destination.equals(IGNORED) && !destination.contains("/");
    }
}
