package mtv.check.machine;

import mtv.check.compare.CanonicalForm;
import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.VmFacts;
import mtv.vm.Fact;

import java.util.Locale;

/**
 * Compares the serial number of the firmware with the source's, in the form that the destination's release gives it.
 */
final class FirmwareSerial implements Rule<VmFacts> {

    /** Eight bytes in hexadecimal with blanks between them. */
    private static final int HALF = 23;

    private static final int DIGITS = 32;

    @Override
    public void compare(VmFacts vm, Findings findings) {
        Fact<Boolean> vmware = vm.expected().vmwareSerial();
        Fact<String> source = vm.source().serial();
        Fact<String> actual = vm.actual().serial();
        if (vmware.isKnown()) {
            findings.equalIn(FirmwareSerial::fold, "serial", vmware.get() ? vmware(source) : source, actual);
        } else if (source.isKnown() && actual.isKnown() && !same(source.get(), actual.get())) {
            findings.record(false, "serial", ReportedValue.of(source), ReportedValue.of(actual));
        } else if (actual.unreadable()) {
            findings.unreadable("serial", source, actual);
        } else {
            findings.notComparable("serial", source.isKnown() ? vmware : source);
        }
    }

    /** Whatever the form: it is the form that the release decides. */
    private static boolean same(String source, String actual) {
        return fold(source).equals(fold(actual)) || fold(vmware(source)).equals(fold(actual));
    }

    private static String fold(String serial) {
        return serial.toLowerCase(Locale.ROOT);
    }

    /** With the source's own spelling in its origin. */
    private static Fact<String> vmware(Fact<String> source) {
        return new Fact<>(
                source.value().map(FirmwareSerial::vmware),
                source.origin() + source.value().map(serial -> " " + serial).orElse(""),
                source.unreadable());
    }

    /** A serial that is no UUID stays as it is. */
    private static String vmware(String uuid) {
        String digits = CanonicalForm.uuid(uuid);
        if (digits.length() != DIGITS) {
            return uuid;
        }
        String blanks = digits.replaceAll("(..)(?!$)", "$1 ");
        return "VMware-" + blanks.substring(0, HALF) + "-" + blanks.substring(HALF + 1);
    }
}
