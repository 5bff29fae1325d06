package mtv.check.machine;

import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.VmFacts;
import mtv.vm.DestinationVm;
import mtv.vm.Fact;
import mtv.vm.SourceType;
import mtv.vm.SourceVm;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Compares the disk that the VM boots from with the one that it must boot from. */
final class BootOrder implements Rule<VmFacts> {

    private static final int LETTER = 7;

    @Override
    public void compare(VmFacts vm, Findings findings) {
        if (vm.expected().source() == SourceType.OPENSHIFT
                && vm.source().disks().stream().noneMatch(BootOrder::boots)) {
            findings.notComparable("boot order", "the source VM has none, and MTV reuses its specification");
            return;
        }
        Optional<Fact<Integer>> unreadable = vm.actual().disks().stream()
                .map(DestinationVm.Disk::bootOrder)
                .filter(Fact::unreadable)
                .findFirst();
        if (unreadable.isPresent()) {
            findings.unreadable("boot order", Fact.of(1, "one disk has it"), unreadable.get());
            return;
        }
        int position = bootDisk(vm);
        List<String> actual = vm.actual().disks().stream()
                .filter(disk -> disk.bootOrder().value().orElse(0) == 1)
                .map(DestinationVm.Disk::name)
                .toList();
        boolean first = actual.isEmpty() && namesNone(vm);
        vm.disks().all().stream()
                .filter(pair -> pair.position() == position)
                .findFirst()
                .ifPresentOrElse(
                        pair -> findings.equal(
                                "boot order",
                                ReportedValue.of(
                                        List.of(pair.migrated().name()),
                                        "boot disk " + pair.source().name() + ", " + chosenBy(vm)),
                                first
                                        ? ReportedValue.of(
                                                List.of(vm.actual()
                                                        .disks()
                                                        .get(0)
                                                        .name()),
                                                "the first disk, since none has a bootOrder")
                                        : ReportedValue.of(actual, "disks with bootOrder 1")),
                        () -> findings.notComparable(
                                "boot order", "no volume of the migrated VM is known to be the boot disk"));
    }

    /** MTV leaves it to KubeVirt, which takes the first. */
    private static boolean namesNone(VmFacts vm) {
        boolean named = vm.expected().vm().rootDisk() != null
                || vm.source().disks().stream().anyMatch(BootOrder::boots);
        return !named
                && Set.of(SourceType.OVA, SourceType.HYPERV, SourceType.OVIRT)
                        .contains(vm.expected().source());
    }

    /** A Plan names it {@code /dev/sda}, {@code /dev/sdb1} and so on. */
    private static int bootDisk(VmFacts vm) {
        String root = vm.expected().vm().rootDisk();
        if (isRootDisk(root)) {
            return root.charAt(LETTER) - 'a';
        }
        List<SourceVm.Disk> disks = vm.source().disks();
        return IntStream.range(0, disks.size())
                .filter(i -> boots(disks.get(i)))
                .findFirst()
                .orElse(detected(vm.recorded().detectedBootDisk()));
    }

    private static String chosenBy(VmFacts vm) {
        if (isRootDisk(vm.expected().vm().rootDisk())) {
            return "rootDisk of the Plan";
        }
        if (vm.source().disks().stream().anyMatch(BootOrder::boots)) {
            return "boot disk of the source";
        }
        Integer found = vm.recorded().detectedBootDisk();
        return found == null || found < 0 ? "the first disk" : "detectedBootDisk of the VM in the Migration";
    }

    private static boolean isRootDisk(String device) {
        return device != null && device.matches("/dev/sd[a-z].*");
    }

    /** What MTV's inspection of a guest has found, and below zero when it has found none. */
    private static int detected(Integer disk) {
        return disk == null || disk < 0 ? 0 : disk;
    }

    private static boolean boots(SourceVm.Disk disk) {
        return disk.bootable().value().orElse(false);
    }
}
