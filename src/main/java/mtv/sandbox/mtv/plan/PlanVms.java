package mtv.sandbox.mtv.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.MigrationSpec;
import mtv.model.Plan;
import mtv.model.PlanVm;
import mtv.model.Provider;
import mtv.model.SourceRef;
import mtv.sandbox.inventory.CriticalConcerns;
import mtv.sandbox.mtv.build.SourceKind;
import mtv.sandbox.mtv.maps.SourceRefs;
import mtv.sandbox.mtv.run.Pass;
import mtv.sandbox.mtv.run.RunRecord;
import mtv.sandbox.mtv.run.TargetVolumes;
import mtv.sandbox.mtv.runtime.Conditions;
import mtv.sandbox.mtv.runtime.Environment;
import mtv.sandbox.mtv.runtime.Kinds;
import mtv.sandbox.source.SimVm;
import mtv.sandbox.source.SourcePlatform;
import mtv.sandbox.work.NotYetException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The VMs of a Plan: found in the source, and checked one by one against source, maps and destination. */
final class PlanVms {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final MigrationSpec NONE = new MigrationSpec(null, null, null, null, null);

    private final Environment environment;

    PlanVms(Environment environment) {
        this.environment = environment;
    }

    /** The Plan with id and name of each VM that is there; of the others conditions tell. */
    Plan resolve(Plan plan, SourcePlatform platform, Conditions conditions) {
        List<SimVm> machines =
                platform.vms().stream().filter(vm -> !vm.template()).toList();
        List<PlanVm> found = new ArrayList<>();
        Findings findings = new Findings();
        for (PlanVm vm : plan.getSpec().vms()) {
            List<SourceRef> there = machines.stream()
                    .filter(machine -> vm.namespace() == null
                            || machine.namespace().isEmpty()
                            || vm.namespace().equals(machine.namespace()))
                    .map(machine -> SourceRef.byIdAndName(machine.id(), machine.name()))
                    .toList();
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
        boolean begun = plan.has("Executing");
        VmView.Taken taken = begun ? new VmView.Taken(Set.of(), Set.of(), Set.of(), List.of()) : taken(subject);
        Pass pass = pass(subject);
        List<VmView> views = plan.getSpec().vms().stream()
                .filter(vm -> !PlanValidation.isDone(plan, vm))
                .map(vm -> new VmView(
                        plan.getMetadata().getName(),
                        pass.ask(vm, subject.platform().vm(vm.id()).orElseThrow(), Optional.empty()),
                        pass.mapping(),
                        begun,
                        taken))
                .toList();
        views.stream().filter(vm -> vm.is(SourceKind.OPENSHIFT)).forEach(PlanVms::requireMapped);
        VmCheck.ALL.forEach(check -> check.apply(views, conditions));
        views.forEach(vm -> VmCheck.ofSharedDisks(vm).forEach(conditions::set));
        if (!begun) {
            concerns(subject.platform(), views, conditions);
        }
    }

    private static void concerns(SourcePlatform platform, List<VmView> views, Conditions conditions) {
        CriticalConcerns concerns = new CriticalConcerns(platform);
        List<String> items = views.stream()
                .filter(view -> concerns.about(view.source()))
                .map(VmCheck::print)
                .toList();
        if (!items.isEmpty()) {
            conditions.set(Conditions.critical(
                            "VMCriticalConcerns", "NotValid", "The inventory has critical concerns about the VM.")
                    .withItems(items));
        }
    }

    /** As if the Plan ran. */
    Pass pass(Subject subject) {
        return subject.pass(environment, NONE, "", new RunRecord(subject.plan(), environment.now()));
    }

    /** For an openshift source the product's checks end in an error, of which no condition tells. */
    private static void requireMapped(VmView vm) {
        if (!vm.networksMapped() || !vm.storageMapped()) {
            throw new NotYetException(
                    "the maps lack something of " + vm.source().name());
        }
    }

    /**
     * Names in the target namespace, and MAC addresses wherever the destination Provider looks: one outside MTV's own
     * namespace that stands for the own cluster sees only its namespace. What this Plan made itself does not count.
     */
    private VmView.Taken taken(Subject subject) {
        Provider destination = subject.destination();
        String namespace = destination.getMetadata().getNamespace();
        String target = subject.plan().getSpec().targetNamespace();
        boolean restricted = environment.isRestricted(destination);
        KubernetesClient client = environment.connections().to(destination);
        var machines = client.genericKubernetesResources(Kinds.VIRTUAL_MACHINE);
        List<GenericKubernetesResource> others = (restricted
                        ? machines.inNamespace(namespace)
                        : machines.inAnyNamespace())
                .list().getItems().stream()
                        .filter(machine -> !isOf(subject.plan(), machine))
                        .toList();
        Set<String> disks = new HashSet<>();
        List<String> prepared = new ArrayList<>();
        client.persistentVolumeClaims().inNamespace(target).list().getItems().forEach(claim -> {
            disks.add(String.valueOf(TargetVolumes.source(claim)));
            prepared.add(String.valueOf(TargetVolumes.annotations(claim).get("vmUUID")));
        });
        return new VmView.Taken(
                others.stream()
                        .filter(machine -> target.equals(machine.getMetadata().getNamespace()))
                        .map(machine -> machine.getMetadata().getName())
                        .collect(Collectors.toSet()),
                others.stream().flatMap(machine -> macsOf(machine).stream()).collect(Collectors.toSet()),
                disks,
                prepared);
    }

    private static boolean isOf(Plan plan, GenericKubernetesResource machine) {
        Map<String, String> labels = machine.getMetadata().getLabels();
        return labels != null && plan.getMetadata().getUid().equals(labels.get("plan"));
    }

    private static List<String> macsOf(GenericKubernetesResource machine) {
        JsonNode interfaces = JSON.valueToTree(machine).at("/spec/template/spec/domain/devices/interfaces");
        return interfaces.findValuesAsText("macAddress").stream()
                .map(mac -> mac.toLowerCase(Locale.ROOT))
                .toList();
    }
}
