package mtv.check.placement;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;

import java.util.Map;
import java.util.TreeMap;

/** Else the VM runs where it must not. */
final class NodeSelector extends Check<Comparison> {

    NodeSelector() {
        super("node-selector", "The template has the node selector that the Plan asks for.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        Map<String, String> asked = new TreeMap<>();
        if (vm.expected().plan().targetNodeSelector() != null) {
            asked.putAll(vm.expected().plan().targetNodeSelector());
        }
        if (asked.isEmpty()) {
            findings.notComparable("node selector", "the Plan asks for none");
        }
        asked.forEach((key, value) -> findings.equal(
                "node selector " + key,
                ObservedValue.of(value, "targetNodeSelector of the Plan"),
                ObservedValue.of(
                        vm.actual().nodeSelector().getOrDefault(key, "none"), "spec.template.spec.nodeSelector")));
    }
}
