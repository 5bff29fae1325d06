package mtv.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.fabric8.kubernetes.api.model.Affinity;
import io.soabase.recordbuilder.core.RecordBuilder;
import mtv.model.StorageDestination;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One entry of the plans file: which VMs migrate together, and how.
 *
 * @param pvcNameTemplateUseGenerateName empty leaves it to MTV
 * @param vmTargetNamespace empty means the run's own target namespace
 * @param target what the Plan asks of the migrated VMs
 * @param skip reason by the id of each check that is not wanted
 * @param deviations differences that are known and accepted
 * @param notComparable what need not be comparable
 * @param storages where the disks of a storage go, the first that fits
 * @param networks where the NICs of a network go, the first that fits
 * @param attempts how often the Plan may run
 * @param archive whether the Plan is archived before its VMs are checked
 * @param scc SecurityContextConstraints that the pods in the VMs' namespace may use while the scenario runs
 * @param maxDowntime for how many seconds nobody may be able to use a VM at most
 * @param guestCanary whether the guests of the sources write while they are copied
 * @param expect how it fails; empty for one that succeeds
 */
@RecordBuilder
public record Scenario(
        String name,
        @JsonProperty("virtual_machines") List<ScenarioVm> vms,
        @JsonProperty("warm_migration") boolean warm,
        boolean preserveStaticIps,
        Optional<String> pvcNameTemplate,
        Optional<Boolean> pvcNameTemplateUseGenerateName,
        Optional<String> vmTargetNamespace,
        @JsonUnwrapped(prefix = "target_") Target target,
        @JsonProperty("storage_map") List<StorageChoice> storages,
        @JsonProperty("network_map") List<NetworkChoice> networks,
        List<HookChoice> hooks,
        int attempts,
        @JsonProperty("skip_checks") Map<String, String> skip,
        @JsonProperty("expected_deviations") List<AcceptedDeviation> deviations,
        @JsonProperty("not_comparable") List<AcceptedDeviation> notComparable,
        boolean archive,
        Optional<String> scc,
        Optional<Long> maxDowntime,
        boolean guestCanary,
        Optional<ExpectedFailure> expect)
        implements ScenarioBuilder.With {
    public Scenario {
        vms = List.copyOf(vms);
        target = target == null ? new Target(null, null, null) : target;
        storages = storages == null ? List.of() : List.copyOf(storages);
        networks = networks == null ? List.of() : List.copyOf(networks);
        hooks = hooks == null ? List.of() : List.copyOf(hooks);
        attempts = Math.max(1, attempts);
        skip = skip == null ? Map.of() : Map.copyOf(skip);
        deviations = deviations == null ? List.of() : List.copyOf(deviations);
        notComparable = notComparable == null ? List.of() : List.copyOf(notComparable);
    }

    /** Labels of the VMs and where they may run. */
    public record Target(Map<String, String> labels, Map<String, String> nodeSelector, Optional<Affinity> affinity) {
        public Target {
            labels = labels == null ? Map.of() : Map.copyOf(labels);
            nodeSelector = nodeSelector == null ? Map.of() : Map.copyOf(nodeSelector);
            affinity = affinity == null ? Optional.empty() : affinity;
        }
    }

    /** @param source name or id of a source storage; empty for any. Settings and CDI decide what else is empty. */
    public record StorageChoice(
            Optional<String> source,
            Optional<String> storageClass,
            Optional<StorageDestination.AccessMode> accessMode,
            Optional<StorageDestination.VolumeMode> volumeMode) {}

    /**
     * @param source name, id or path of a source network; empty for any
     * @param destination {@code pod}; {@code bridge} for a network that the suite makes for it; {@code ignored} for
     *     NICs that are not wanted; or {@code namespace/name} of a NetworkAttachmentDefinition that is there
     */
    public record NetworkChoice(Optional<String> source, String destination) {}

    /** @param step PreHook or PostHook */
    public record HookChoice(String step, String image, Optional<String> playbook) {}

    /**
     * @param check id of the check that finds it
     * @param property part of the property's name; empty for all of the check
     */
    public record AcceptedDeviation(String check, String property, String because) {
        public AcceptedDeviation {
            property = property == null ? "" : property;
        }
    }

    /**
     * Where the disks of a source storage go.
     *
     * @param names the storage's name and id
     * @param usual storage class when the scenario has no entry for it
     */
    public StorageDestination storage(Set<String> names, String usual) {
        return storages.stream()
                .filter(choice -> choice.source().map(names::contains).orElse(true))
                .findFirst()
                .map(choice -> new StorageDestination(
                        choice.storageClass().orElse(usual),
                        choice.volumeMode().orElse(null),
                        choice.accessMode().orElse(null)))
                .orElse(new StorageDestination(usual));
    }

    /**
     * Where the NICs of a source network go, as a {@link NetworkChoice} has it.
     *
     * @param names the network's names and ids
     * @return empty when the scenario has no entry for it
     */
    public Optional<String> network(Set<String> names) {
        return networks.stream()
                .filter(choice -> choice.source().map(names::contains).orElse(true))
                .findFirst()
                .map(NetworkChoice::destination);
    }

    /** The same with its first VMs only: the meaning of {@code number_of_vms}. */
    public Scenario atMost(int numberOfVms) {
        return withVms(vms.subList(0, Math.min(numberOfVms, vms.size())));
    }

    /** The same with no choice left whether a VM is cloned. @param copies whether the source can be made to copy */
    public Scenario decidedFor(boolean copies) {
        return withVms(vms.stream()
                .map(vm -> vm.withCloning(vm.cloning().decided(copies)))
                .toList());
    }

    /**
     * The names of the VMs that {@code vm_name_search_pattern} excludes.
     *
     * @throws IllegalStateException with the name for which the pattern takes too many steps
     */
    public List<String> namesOutside(Pattern allowed) {
        return vms.stream()
                .map(ScenarioVm::name)
                .filter(vm -> !LimitedMatch.matches(allowed, vm))
                .toList();
    }
}
