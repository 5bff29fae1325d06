package mtv.check;

import mtv.settings.SourceType;

import java.util.List;

/** Only sources that need a conversion have it. */
final class ConvertedLabel extends Check<Comparison> {

    ConvertedLabel() {
        super("converted-label", "The VM says whether its guest was converted.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        if (!List.of(SourceType.VSPHERE, SourceType.OVA).contains(vm.expected().source())) {
            findings.notComparable("label guestConverted", "guests of this source are not converted");
        } else {
            findings.equal(
                    "label guestConverted",
                    Side.of(vm.expected().converted(), "skipGuestConversion of the Plan"),
                    Side.of(vm.actual().labels().getOrDefault("guestConverted", "none"), "metadata.labels"));
        }
    }
}
