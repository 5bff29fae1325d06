package mtv.check;

import mtv.provider.Fact;

import java.util.Locale;

/** From OpenShift 4.20 on that of a vSphere VM is written as vSphere writes it. */
final class FirmwareSerial extends Check<Comparison> {

    /** Eight bytes in hexadecimal with blanks between them. */
    private static final int HALF = 23;

    FirmwareSerial() {
        super("serial", "The firmware's serial number, in the form of the destination's release.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        Fact<Boolean> vmware = vm.expected().vmwareSerial();
        Fact<String> expected = vmware.isTold()
                ? vm.source().serial().map(serial -> vmware.get() ? vmware(serial) : serial)
                : Fact.untold(vmware.origin());
        findings.equal(
                "serial",
                expected.map(FirmwareSerial::fold),
                vm.actual().serial().map(FirmwareSerial::fold));
    }

    private static String fold(String serial) {
        return serial.toLowerCase(Locale.ROOT);
    }

    private static String vmware(String uuid) {
        String blanks = uuid.replace("-", "").replaceAll("(..)(?!$)", "$1 ");
        return "VMware-" + blanks.substring(0, HALF) + "-" + blanks.substring(HALF + 1);
    }
}
