package mtv.check.machine;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.check.compare.Notation;
import mtv.check.compare.ObservedValue;
import mtv.vm.Fact;

/** Licences are bound to it. */
final class FirmwareUuid extends Check<Comparison> {

    FirmwareUuid() {
        super("firmware-uuid", "The firmware's uuid.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        Fact<String> source = vm.source().firmwareUuid();
        Fact<String> actual = vm.actual().firmwareUuid();
        if (actual.unreadable()) {
            findings.notComparable("firmware uuid", actual.origin());
        } else if (source.isKnown()) {
            findings.record(
                    source.map(Notation::uuid)
                            .value()
                            .equals(actual.map(Notation::uuid).value()),
                    "firmware uuid",
                    ObservedValue.of(source),
                    ObservedValue.of(actual));
        } else {
            findings.notComparable("firmware uuid", source.origin());
        }
    }
}
