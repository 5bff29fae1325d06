package mtv.steps;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.await.Await;
import mtv.await.WaitException;
import mtv.check.Checks;
import mtv.check.Comparison;
import mtv.check.DestinationVm;
import mtv.check.DestinationVms;
import mtv.check.Difference;
import mtv.check.Expected;
import mtv.cluster.Cluster;
import mtv.model.Migration;
import mtv.model.TargetPowerState;
import mtv.model.VmStatus;
import mtv.provider.Source.PreparedVm;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Looks at all migrated VMs at once: one watch until they have settled, one list of their claims. */
final class MigratedVms {

    private static final Logger LOG = LogManager.getLogger();

    private final Cluster cluster;
    private final String namespace;
    private final Duration limit;

    /** @param limit how long the guests may take to come up */
    MigratedVms(Cluster cluster, String namespace, Duration limit) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.limit = limit;
    }

    List<Difference> compare(List<PreparedVm> prepared, Migration migration, ScenarioMaps maps) {
        Map<String, VmStatus> statuses =
                migration.getStatus().vms().stream().collect(Collectors.toMap(VmStatus::id, Function.identity()));
        List<Expected> expected = prepared.stream()
                .map(vm -> expected(vm, statuses.get(vm.source().id()), maps))
                .toList();
        Map<String, DestinationVm> found = read(expected);
        List<Difference> differences = IntStream.range(0, prepared.size())
                .mapToObj(i -> comparison(prepared.get(i), expected.get(i), found))
                .flatMap(vm -> Checks.compare(vm).stream())
                .toList();
        LOG.info("Compared {} of {} VMs: {} differences", Checks.properties(), prepared.size(), differences.size());
        return differences;
    }

    private Map<String, DestinationVm> read(List<Expected> expected) {
        Map<String, GenericKubernetesResource> vms = settled(expected).stream()
                .collect(Collectors.toMap(vm -> vm.getMetadata().getName(), Function.identity()));
        DestinationVms reader = new DestinationVms(cluster.client()
                .persistentVolumeClaims()
                .inNamespace(namespace)
                .list()
                .getItems());
        Set<String> agents = new GuestAgents(cluster, namespace, limit).connected(expected, vms);
        return vms.values().stream()
                .map(reader::read)
                .map(vm -> vm.withAgentConnected(agents.contains(vm.name())))
                .collect(Collectors.toMap(DestinationVm::name, Function.identity()));
    }

    private Comparison comparison(PreparedVm vm, Expected expected, Map<String, DestinationVm> found) {
        Optional<DestinationVm> actual = Optional.ofNullable(found.get(expected.name()));
        return new Comparison(vm.source(), expected, actual, actual.isPresent() ? "" : elsewhere(expected.name()));
    }

    private Expected expected(PreparedVm vm, VmStatus status, ScenarioMaps maps) {
        String name = status.newName() == null || status.newName().isEmpty()
                ? vm.source().name()
                : status.newName();
        return new Expected(
                namespace,
                name,
                poweredOn(vm, status),
                vm.wanted().guestAgent(),
                maps.networks(),
                maps.storageClasses());
    }

    /** MTV watches the reboots of a converted Windows guest, and starts it for that even if it was off. */
    private static boolean poweredOn(PreparedVm vm, VmStatus status) {
        boolean startedToWatch =
                status.pipeline().stream().anyMatch(step -> step.name().equals("WaitForGuestReboots"));
        return switch (vm.wanted().targetPowerState().orElse(TargetPowerState.AUTO)) {
            case ON -> true;
            case OFF -> false;
            case AUTO -> startedToWatch || vm.source().poweredOn();
        };
    }

    /** All VMs of the namespace once ours have come to rest, or as they are when time has run out. */
    private List<GenericKubernetesResource> settled(List<Expected> expected) {
        var resources = VirtualMachines.of(cluster).inNamespace(namespace);
        Map<String, Expected> byName = expected.stream().collect(Collectors.toMap(Expected::name, Function.identity()));
        try {
            return Await.until("the migrated VMs have come to rest")
                    .watching(resources)
                    .within(limit)
                    .all(vms -> vms.stream()
                            .filter(vm -> byName.containsKey(vm.getMetadata().getName()))
                            .allMatch(
                                    vm -> atRest(vm, byName.get(vm.getMetadata().getName()))));
        } catch (WaitException.OutOfTime e) {
            LOG.warn("{}; comparing them as they are", e.getMessage());
            return resources.list().getItems();
        }
    }

    /** By what the VM itself was told to be: one that was told wrongly is found at once, not when time runs out. */
    private static boolean atRest(GenericKubernetesResource vm, Expected expected) {
        String status = DestinationVms.status(vm);
        if ("Halted".equals(vm.get("spec", "runStrategy"))) {
            return status.equals("Stopped");
        }
        return status.equals("Running") && (!expected.agent() || DestinationVms.agentConnected(vm));
    }

    /** Asked only for a VM that is missing: the namespaces in which one of its name is instead. */
    private String elsewhere(String name) {
        return VirtualMachines.of(cluster).inAnyNamespace().withField("metadata.name", name).list().getItems().stream()
                .map(vm -> vm.getMetadata().getNamespace())
                .collect(Collectors.joining(", "));
    }
}
