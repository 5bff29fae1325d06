package mtv.check.placement;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;

import java.util.Map;
import java.util.TreeMap;

/** Pods have them, and Services find pods by them. */
final class TemplateLabels extends Check<Comparison> {

    TemplateLabels() {
        super("template-labels", "The template has the labels that the Plan asks for, and the VM's name as app.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        Map<String, String> asked = new TreeMap<>();
        if (vm.expected().plan().targetLabels() != null) {
            asked.putAll(vm.expected().plan().targetLabels());
        }
        asked.put("app", vm.actual().name());
        asked.forEach((key, value) -> findings.equal(
                "template label " + key,
                ObservedValue.of(value, "the Plan, and a rule of MTV"),
                ObservedValue.of(
                        vm.actual().templateLabels().getOrDefault(key, "none"), "spec.template.metadata.labels")));
    }
}
