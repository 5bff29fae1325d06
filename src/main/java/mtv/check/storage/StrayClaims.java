package mtv.check.storage;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.vm.Fact;

import java.util.List;

/** A shared disk that was copied twice is two disks, of which each VM writes one. */
final class StrayClaims extends Check<Comparison> {

    StrayClaims() {
        super("stray-claims", "There is no second claim of any disk of the VM.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        Fact<List<String>> second = vm.actual().secondClaims();
        if (second.isKnown()) {
            findings.equal("second claims", ObservedValue.of(List.of(), "one for each disk"), ObservedValue.of(second));
        } else {
            findings.notComparable("second claims", second.origin());
        }
    }
}
