package mtv.scenario;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One entry of the plans file: which VMs migrate together, and how.
 *
 * @param pvcNameTemplateUseGenerateName empty leaves it to MTV
 * @param vmTargetNamespace empty means the run's own target namespace
 */
public record Scenario(
        String name,
        List<ScenarioVm> vms,
        boolean warm,
        boolean preserveStaticIps,
        Optional<String> pvcNameTemplate,
        Optional<Boolean> pvcNameTemplateUseGenerateName,
        Optional<String> vmTargetNamespace) {
    public Scenario {
        vms = List.copyOf(vms);
    }

    /** The same with its first VMs only: the meaning of {@code number_of_vms}. */
    public Scenario atMost(int numberOfVms) {
        return new Scenario(
                name,
                vms.subList(0, Math.min(numberOfVms, vms.size())),
                warm,
                preserveStaticIps,
                pvcNameTemplate,
                pvcNameTemplateUseGenerateName,
                vmTargetNamespace);
    }

    /** The VMs that {@code vm_name_search_pattern} forbids to take. */
    public List<String> namesOutside(Pattern allowed) {
        return vms.stream()
                .map(ScenarioVm::name)
                .filter(vm -> !allowed.matcher(vm).matches())
                .toList();
    }
}
