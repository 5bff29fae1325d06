package mtv.check.placement;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;

/** Only sources that need a conversion have it. */
final class ConvertedLabel extends Check<Comparison> {

    ConvertedLabel() {
        super("converted-label", "The VM says whether its guest was converted.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        if (!vm.expected().convertible()) {
            findings.notComparable("label guestConverted", "guests of this source are not converted");
        } else {
            findings.equal(
                    "label guestConverted",
                    ObservedValue.of(vm.expected().converted(), "skipGuestConversion of the Plan"),
                    ObservedValue.of(vm.actual().labels().getOrDefault("guestConverted", "none"), "metadata.labels"));
        }
    }
}
