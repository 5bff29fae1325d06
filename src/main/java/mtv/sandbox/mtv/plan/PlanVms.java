package mtv.sandbox.mtv.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.Plan;
import mtv.model.PlanVm;
import mtv.model.Provider;
import mtv.model.SourceRef;
import mtv.sandbox.mtv.maps.SourceRefs;
import mtv.sandbox.mtv.runtime.Conditions;
import mtv.sandbox.mtv.runtime.Connections;
import mtv.sandbox.mtv.runtime.Environment;
import mtv.sandbox.mtv.runtime.Kinds;
import mtv.sandbox.source.SourcePlatform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The VMs of a Plan: found in the source, and checked one by one against source, maps and destination. */
final class PlanVms {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Environment environment;

    PlanVms(Environment environment) {
        this.environment = environment;
    }

    /** The Plan with id and name of each VM that is there; of the others conditions tell. */
    Plan resolve(Plan plan, SourcePlatform platform, Conditions conditions) {
        List<SourceRef> there = platform.vms().stream()
                .filter(vm -> !vm.template())
                .map(vm -> SourceRef.byIdAndName(vm.id(), vm.name()))
                .toList();
        List<PlanVm> found = new ArrayList<>();
        Findings findings = new Findings();
        for (PlanVm vm : plan.getSpec().vms()) {
            List<SourceRef> matches = SourceRefs.find(new SourceRef(vm.id(), vm.name(), null, null), there);
            String item = SourceRefs.print(vm.id(), vm.name());
            if (vm.id() == null && vm.name() == null) {
                findings.unset.add(item);
            } else if (matches.isEmpty()) {
                findings.unknown.add(item);
            } else if (matches.size() > 1) {
                findings.ambiguous.add(item);
            } else {
                SourceRef match = matches.get(0);
                findings.seen(match, vm.targetName(), item);
                found.add(vm.withId(match.id()).withName(match.name()));
            }
        }
        findings.report(conditions);
        Plan resolved = new Plan();
        resolved.setMetadata(plan.getMetadata());
        resolved.setSpec(plan.getSpec().withVms(found));
        resolved.setStatus(plan.getStatus());
        return resolved;
    }

    private static final class Findings {

        private final List<String> unset = new ArrayList<>();
        private final List<String> unknown = new ArrayList<>();
        private final List<String> ambiguous = new ArrayList<>();
        private final List<String> repeated = new ArrayList<>();
        private final Set<String> ids = new HashSet<>();
        private final Set<String> names = new HashSet<>();

        private void seen(SourceRef vm, String targetName, String item) {
            boolean first = ids.add(vm.id());
            boolean firstName = targetName == null || names.add(targetName);
            if (!first || !firstName) {
                repeated.add(item);
            }
        }

        private void report(Conditions conditions) {
            report("VMRefNotValid", "NotSet", "VM: either ID or Name required.", unset, conditions);
            report("VMNotFound", "NotFound", "VM not found.", unknown, conditions);
            report("DuplicateVM", "NotUnique", "VM is there more than once.", repeated, conditions);
            report("DuplicateVM", "Ambiguous", "VM reference is ambiguous.", ambiguous, conditions);
        }

        private static void report(
                String type, String reason, String message, List<String> items, Conditions conditions) {
            if (!items.isEmpty()) {
                conditions.set(Conditions.critical(type, reason, message).withItems(items));
            }
        }
    }

    void validate(Subject subject, Conditions conditions) {
        Plan plan = subject.plan();
        List<VmView> views = new ArrayList<>();
        VmView.Taken taken = plan.has("Executing") ? new VmView.Taken(Set.of(), Set.of()) : taken(subject);
        for (PlanVm vm : plan.getSpec().vms()) {
            if (!PlanValidation.isDone(plan, vm)) {
                views.add(new VmView(
                        plan.getMetadata().getName(),
                        plan.getSpec(),
                        vm,
                        subject.platform().vm(vm.id()).orElseThrow(),
                        subject.mapping(),
                        environment.settings().get(),
                        plan.has("Executing"),
                        taken));
            }
        }
        VmCheck.ALL.forEach(check -> check.apply(views, conditions));
    }

    /**
     * Names in the target namespace, and MAC addresses wherever the destination Provider looks: one outside MTV's own
     * namespace that stands for the own cluster sees only its namespace. What this Plan made itself does not count.
     */
    private VmView.Taken taken(Subject subject) {
        Provider destination = subject.destination();
        String namespace = destination.getMetadata().getNamespace();
        boolean restricted =
                Connections.isHost(destination) && !environment.namespace().equals(namespace);
        KubernetesClient client = environment.connections().to(destination);
        var machines = client.genericKubernetesResources(Kinds.VIRTUAL_MACHINE);
        List<GenericKubernetesResource> all = (restricted ? machines.inNamespace(namespace) : machines.inAnyNamespace())
                .list()
                .getItems();
        Set<String> names = new HashSet<>();
        Set<String> macs = new HashSet<>();
        for (GenericKubernetesResource machine : all) {
            Map<String, String> labels =
                    Optional.ofNullable(machine.getMetadata().getLabels()).orElse(Map.of());
            boolean own = subject.plan().getMetadata().getUid().equals(labels.get("plan"));
            if (subject.plan()
                            .getSpec()
                            .targetNamespace()
                            .equals(machine.getMetadata().getNamespace())
                    && !own) {
                names.add(machine.getMetadata().getName());
            }
            if (!own) {
                macs.addAll(macsOf(machine));
            }
        }
        return new VmView.Taken(names, macs);
    }

    private static List<String> macsOf(GenericKubernetesResource machine) {
        JsonNode interfaces = JSON.valueToTree(machine).at("/spec/template/spec/domain/devices/interfaces");
        return interfaces.findValuesAsText("macAddress").stream()
                .map(mac -> mac.toLowerCase(Locale.ROOT))
                .toList();
    }
}
