package mtv.check.storage;

import mtv.check.compare.Check;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.Since;
import mtv.check.compare.VmFacts;
import mtv.check.compare.VmFacts.DiskPair;
import mtv.vm.DiskOptions;
import mtv.vm.Fact;
import mtv.vm.SourceType;

import java.util.List;
import java.util.Optional;

/** What a disk is besides its bus and its claim. */
final class DiskOptionChecks {

    /** What QEMU takes of a serial. */
    private static final int LONGEST_SERIAL = 20;

    private static final String NONE = "none";

    private DiskOptionChecks() {}

    static List<Check<VmFacts>> ofVm() {
        return List.of(
                new Check<>(
                        "disk-serial",
                        "The serial number of each disk, as the source has it, or its id. MTV leaves out what is"
                                + " no letter, digit or hyphen, and what is longer than QEMU takes. Guests mount disks,"
                                + " and licences are bound, by it.",
                        (vm, findings) -> vm.eachDisk(findings, "serial", pair -> serial(pair, findings)),
                        "VirtualMachine:/spec/template/spec/domain/devices/disks/*/serial"),
                new Check<>(
                        "disk-device",
                        "What each disk is to the guest: a disk, or a LUN that takes the guest's own SCSI commands,"
                                + " with reservations and errors as the Plan asks for it. A cluster of guests needs"
                                + " reservations.",
                        (vm, findings) -> vm.eachDisk(findings, "device", pair -> device(pair, findings)),
                        "VirtualMachine:/spec/template/spec/domain/devices/disks/*/lun/bus",
                        "VirtualMachine:/spec/template/spec/domain/devices/disks/*/lun/reservation",
                        "VirtualMachine:/spec/template/spec/domain/devices/disks/*/errorPolicy"),
                new Check<>(
                        "disk-cache",
                        "The cache of each disk: none for a shared disk, and otherwise KubeVirt's choice. With a cache"
                                + " two VMs see different contents of one disk.",
                        (vm, findings) -> vm.eachDisk(findings, "cache", pair -> cache(pair, findings)),
                        "VirtualMachine:/spec/template/spec/domain/devices/disks/*/cache"));
    }

    private static void serial(DiskPair pair, Findings findings) {
        Fact<String> source = pair.source().options().serial();
        Fact<String> actual = pair.migrated().options().serial();
        Optional<String> leftOut = Since.absent(pair.expected(), "disk-serial");
        String property = pair.property("serial");
        if (leftOut.isPresent() && !actual.unreadable() && (!actual.isKnown() || actual.equals(source))) {
            findings.notComparable(property, leftOut.get());
        } else if (made(pair)) {
            findings.record(
                    !actual.unreadable() && actual.isKnown(),
                    property,
                    ReportedValue.of("one that MTV makes", source.origin()),
                    ReportedValue.of(actual));
        } else {
            findings.equal(property, shortened(pair, source), actual);
        }
    }

    /** A disk without a serial gets one, which is the same each time. */
    private static boolean made(DiskPair pair) {
        boolean takesIds = pair.expected().source() == SourceType.VSPHERE
                || pair.expected().source() == SourceType.OVA
                || pair.expected().source() == SourceType.HYPERV;
        return takesIds
                && pair.source()
                        .options()
                        .serial()
                        .map(text -> shortened(pair, text))
                        .value()
                        .orElse("")
                        .isEmpty();
    }

    /** With the source's own spelling in its origin, where MTV writes another. */
    private static Fact<String> shortened(DiskPair pair, Fact<String> source) {
        Fact<String> written = source.map(text -> shortened(pair, text));
        return written.equals(source)
                ? source
                : Fact.of(written.get(), source.origin() + " " + source.get() + " of the source");
    }

    /** MTV takes over the serials of oVirt and OpenShift as they are. */
    private static String shortened(DiskPair pair, String serial) {
        SourceType source = pair.expected().source();
        if (source == SourceType.OVIRT || source == SourceType.OPENSHIFT) {
            return serial;
        }
        String legal = serial.replaceAll("[^0-9A-Za-z-]", "");
        return legal.substring(0, Math.min(legal.length(), LONGEST_SERIAL));
    }

    private static void device(DiskPair pair, Findings findings) {
        DiskOptions actual = pair.migrated().options();
        boolean reserved = lun(pair) && shared(pair) && pair.expected().reserves();
        if (pair.expected().source() == SourceType.OPENSHIFT) {
            DiskOptions source = pair.source().options();
            findings.equal(pair.property("device"), source.device(), actual.device());
            findings.equal(pair.property("reservation"), source.reserved(), actual.reserved());
            findings.equal(pair.property("error policy"), source.errorPolicy().orElse(NONE), policy(pair));
            return;
        }
        String origin = lun(pair) ? "rdmAsLun of the Plan" : "rule of MTV";
        String device = lun(pair) || pair.source().direct() ? DiskOptions.LUN : DiskOptions.DISK;
        findings.equal(pair.property("device"), Fact.of(device, origin), actual.device());
        findings.equal(
                pair.property("reservation"),
                Fact.of(reserved, reserved ? "scsiReservation of the Plan" : origin),
                actual.reserved());
        findings.equal(
                pair.property("error policy"),
                Fact.of(lun(pair) && shared(pair) ? "report" : NONE, "rule of MTV"),
                policy(pair));
    }

    private static Fact<String> policy(DiskPair pair) {
        return pair.migrated().options().errorPolicy().orElse(NONE);
    }

    private static boolean lun(DiskPair pair) {
        return pair.expected().passesOn(pair.source());
    }

    private static boolean shared(DiskPair pair) {
        return pair.source().shared().value().orElse(false);
    }

    private static void cache(DiskPair pair, Findings findings) {
        Fact<String> actual = pair.migrated().options().cache().orElse("KubeVirt's choice");
        boolean ofVSphere = pair.expected().source() == SourceType.VSPHERE;
        Fact<String> expected = pair.expected().source() == SourceType.OPENSHIFT
                ? pair.source().options().cache().orElse("KubeVirt's choice")
                : Fact.of(
                        ofVSphere && shared(pair) ? NONE : "KubeVirt's choice",
                        ofVSphere ? pair.source().shared().origin() + " of the disk" : "rule of MTV");
        findings.equal(pair.property("cache"), expected, actual);
    }
}
