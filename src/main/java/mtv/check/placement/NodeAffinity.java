package mtv.check.placement;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.client.utils.Serialization;
import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.vm.Fact;

/** Else the VM runs where it must not. */
final class NodeAffinity extends Check<Comparison> {

    NodeAffinity() {
        super("affinity", "The template has the affinity that the Plan asks for, and no other.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        Affinity asked = vm.expected().plan().targetAffinity();
        if (asked == null) {
            findings.notComparable("affinity", "the Plan asks for none");
        } else {
            Fact<String> expected = Fact.of(Serialization.asYaml(asked), "targetAffinity of the Plan");
            findings.equal("affinity", expected, vm.actual().affinity());
        }
    }
}
