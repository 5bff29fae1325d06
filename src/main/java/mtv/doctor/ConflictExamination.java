package mtv.doctor;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.doctor.finding.Area;
import mtv.doctor.finding.HealthFinding;
import mtv.model.ResourceKind;
import mtv.provider.Source;
import mtv.scenario.Scenario;
import mtv.scenario.ScenarioVm;
import mtv.vm.SourceType;
import mtv.vm.SourceVm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What VMs of the destination have already: MAC addresses that VMs would bring along, and names. */
final class ConflictExamination implements Examination {

    @Override
    public List<HealthFinding> examine(ExaminedRun run) throws IOException {
        Map<String, String> addresses = addresses(run);
        boolean named = run.planned().scenarios().stream()
                .anyMatch(scenario -> scenario.vmTargetNamespace().isPresent());
        if (addresses.isEmpty() && !named) {
            return List.of();
        }
        List<HealthFinding> findings = new ArrayList<>();
        for (GenericKubernetesResource machine : machines(run)) {
            String name = machine.getMetadata().getNamespace() + "/"
                    + machine.getMetadata().getName();
            macs(machine)
                    .filter(addresses::containsKey)
                    .forEach(mac -> findings.add(HealthFinding.error(
                            Area.ADDRESSES,
                            "VM " + name + " of the " + run.destination().name() + " has the MAC address " + mac
                                    + " of source VM " + addresses.get(mac) + ", and MTV migrates none twice",
                            "delete it, or migrate a copy with \"clone\": true")));
            run.planned().scenarios().stream()
                    .filter(scenario -> takes(scenario, name))
                    .forEach(scenario -> findings.add(HealthFinding.error(
                            Area.NAMES,
                            "VM " + name + " is there already, and scenario " + scenario.name()
                                    + " would make one of that name",
                            "delete it, or give another vm_target_namespace or target_name")));
        }
        return findings;
    }

    /** Source VM by each MAC address; copies get addresses of their own, and an OpenShift has its own VMs. */
    private static Map<String, String> addresses(ExaminedRun run) throws IOException {
        boolean asTheyAre = run.vms().anyMatch(vm -> !vm.madeByRun());
        Map<String, String> addresses = new HashMap<>();
        if (asTheyAre && run.source().type() != SourceType.OPENSHIFT) {
            Optional<List<SourceVm>> shown = run.shown();
            run.vms()
                    .filter(vm -> !vm.madeByRun())
                    .flatMap(vm -> shown.stream().flatMap(all -> Source.meant(all, vm).stream()))
                    .forEach(vm ->
                            vm.nics().forEach(nic -> addresses.put(nic.mac().toLowerCase(Locale.ROOT), vm.name())));
        }
        return addresses;
    }

    private static List<GenericKubernetesResource> machines(ExaminedRun run) {
        return ResourceKind.VIRTUAL_MACHINE
                .on(run.destination().client())
                .inAnyNamespace()
                .list()
                .getItems();
    }

    private static Stream<String> macs(GenericKubernetesResource machine) {
        Object nics = machine.get("spec", "template", "spec", "domain", "devices", "interfaces");
        return nics instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .map(nic -> ((Map<?, ?>) nic).get("macAddress"))
                        .filter(String.class::isInstance)
                        .map(mac -> ((String) mac).toLowerCase(Locale.ROOT))
                : Stream.empty();
    }

    private static boolean takes(Scenario scenario, String name) {
        return scenario.vmTargetNamespace()
                .filter(namespace -> scenario.vms().stream()
                        .filter(vm -> !vm.madeByRun() || vm.targetName().isPresent())
                        .map(ConflictExamination::nameThere)
                        .anyMatch(vm -> name.equals(namespace + "/" + vm)))
                .isPresent();
    }

    private static String nameThere(ScenarioVm vm) {
        return vm.targetName().orElse(vm.name());
    }
}
