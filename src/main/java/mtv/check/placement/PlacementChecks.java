package mtv.check.placement;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.client.utils.Serialization;
import mtv.check.compare.Check;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.VmFacts;
import mtv.vm.Fact;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Labels and annotations of a VM, and where it may run. */
public final class PlacementChecks {

    private PlacementChecks() {}

    public static List<Check<VmFacts>> ofVm() {
        return List.of(
                new Check<>(
                        "labels",
                        "The VM's labels that name its Plan, Migration and source VM. MTV finds the VM by them.",
                        (vm, findings) -> findings.entries(
                                key -> "label " + key,
                                vm.expected().labels(),
                                "rule of MTV",
                                vm.actual().labels(),
                                "metadata.labels"),
                        "VirtualMachine:/metadata/labels/plan",
                        "VirtualMachine:/metadata/labels/migration",
                        "VirtualMachine:/metadata/labels/vmID"),
                new Check<>(
                        "converted-label",
                        "The VM's label that says whether its guest was converted. Only sources whose guests are"
                                + " converted have it.",
                        PlacementChecks::convertedLabel,
                        "VirtualMachine:/metadata/labels/guestConverted"),
                new Check<>(
                        "original-name",
                        "The annotations of a renamed VM that name the source VM. Otherwise nobody finds it by its old"
                                + " name.",
                        PlacementChecks::originalName,
                        "VirtualMachine:/metadata/annotations/*original*"),
                new Check<>(
                        "source-tags",
                        "The labels and annotations that name the tags and custom attributes of a vSphere VM, as far as"
                                + " the Plan's tagMapping wants them. People find and bill VMs by them.",
                        new SourceTags(),
                        "VirtualMachine:/metadata/annotations/vsphere.forklift.konveyor.io~1*"),
                new Check<>(
                        "template-labels",
                        "The labels of the VM's template: those that the Plan asks for, and the VM's name as app. Pods"
                                + " get them, and Services find pods by them.",
                        PlacementChecks::templateLabels,
                        "VirtualMachine:/spec/template/metadata/labels/app"),
                new Check<>(
                        "node-selector",
                        "The node selector of the VM's template, where the Plan asks for one. Without it the VM runs on"
                                + " nodes that it must not run on.",
                        PlacementChecks::nodeSelector,
                        "VirtualMachine:/spec/template/spec/nodeSelector/*"),
                new Check<>(
                        "affinity",
                        "The affinity of the VM's template, where the Plan asks for one. With another one the VM runs"
                                + " on nodes that it must not run on.",
                        PlacementChecks::affinity,
                        "VirtualMachine:/spec/template/spec/affinity/**"));
    }

    private static void convertedLabel(VmFacts vm, Findings findings) {
        if (!vm.expected().convertible()) {
            findings.notComparable("label guestConverted", "guests of this source are not converted");
        } else {
            findings.equal(
                    "label guestConverted",
                    ReportedValue.of(vm.expected().converted(), "skipGuestConversion of the Plan"),
                    ReportedValue.of(vm.actual().labels().getOrDefault("guestConverted", "none"), "metadata.labels"));
        }
    }

    private static void originalName(VmFacts vm, Findings findings) {
        if (vm.actual().name().equals(vm.source().name())) {
            findings.notComparable("original name", "the VM keeps its name");
        } else {
            findings.entries(
                    key -> "annotation " + key,
                    new TreeMap<>(Map.of(
                            "openshift.io/display-name", vm.source().name(),
                            "original-ID", vm.source().id())),
                    "the source, since the name was changed",
                    vm.actual().annotations(),
                    "metadata.annotations");
        }
    }

    private static void templateLabels(VmFacts vm, Findings findings) {
        Map<String, String> asked = sorted(vm.expected().plan().targetLabels());
        asked.remove("app");
        templateLabels(vm, Map.of("app", vm.actual().name()), "rule of MTV", findings);
        templateLabels(vm, asked, "targetLabels of the Plan", findings);
    }

    private static void templateLabels(VmFacts vm, Map<String, String> expected, String origin, Findings findings) {
        findings.entries(
                key -> "template label " + key,
                expected,
                origin,
                vm.actual().templateLabels(),
                "spec.template.metadata.labels");
    }

    private static void nodeSelector(VmFacts vm, Findings findings) {
        Map<String, String> asked = sorted(vm.expected().plan().targetNodeSelector());
        if (asked.isEmpty()) {
            findings.notComparable("node selector", "the Plan asks for none");
        }
        findings.entries(
                key -> "node selector " + key,
                asked,
                "targetNodeSelector of the Plan",
                vm.actual().nodeSelector(),
                "spec.template.spec.nodeSelector");
    }

    /** @param entries null for none */
    private static Map<String, String> sorted(Map<String, String> entries) {
        return entries == null ? new TreeMap<>() : new TreeMap<>(entries);
    }

    private static void affinity(VmFacts vm, Findings findings) {
        Affinity asked = vm.expected().plan().targetAffinity();
        if (asked == null) {
            findings.notComparable("affinity", "the Plan asks for none");
        } else {
            findings.equal(
                    "affinity",
                    Fact.of(Serialization.asYaml(asked), "targetAffinity of the Plan"),
                    vm.actual().affinity());
        }
    }
}
