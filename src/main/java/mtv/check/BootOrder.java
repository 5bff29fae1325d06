package mtv.check;

import mtv.check.Comparison.DiskPair;
import mtv.provider.SourceVm;
import mtv.settings.SourceType;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** By the Plan's rootDisk, else by the source, else the first. */
final class BootOrder extends Check<Comparison> {

    private static final int LETTER = 7;

    BootOrder() {
        super("boot-order", "Exactly one disk is the first to boot from, and it is the source's boot disk.");
    }

    @Override
    void compare(Comparison vm, Findings findings) {
        if (vm.expected().source() == SourceType.OPENSHIFT
                && vm.source().disks().stream().noneMatch(BootOrder::boots)) {
            findings.notComparable("boot order", "the source VM has none, and MTV reuses its specification");
            return;
        }
        List<String> actual = vm.actual().disks().stream()
                .filter(disk -> disk.bootOrder() == 1)
                .map(DestinationVm.Disk::name)
                .toList();
        Optional<DiskPair> boot = vm.disks().stream()
                .filter(pair -> pair.position() == bootDisk(vm))
                .findFirst();
        boot.ifPresent(pair -> findings.equal(
                "boot order",
                Side.of(
                        List.of(pair.migrated().name()),
                        "boot disk " + pair.source().name()),
                Side.of(actual, "disks with bootOrder 1")));
    }

    /** A Plan names it {@code /dev/sda}, {@code /dev/sdb1} and so on. */
    private static int bootDisk(Comparison vm) {
        String root = vm.expected().vm().rootDisk();
        if (root != null && root.matches("/dev/sd[a-z].*")) {
            return root.charAt(LETTER) - 'a';
        }
        List<SourceVm.Disk> disks = vm.source().disks();
        return IntStream.range(0, disks.size())
                .filter(i -> boots(disks.get(i)))
                .findFirst()
                .orElse(0);
    }

    private static boolean boots(SourceVm.Disk disk) {
        return disk.bootable().value().orElse(false);
    }
}
