package mtv.sandbox.sources;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Invents VMs for a platform, unusual ones among them: the same number gives the same VMs. */
final class VmGenerator {

    private static final List<String> ROLES =
            List.of("web", "db", "DB_Main", "app.v2", "mail", "Build Server", "cache", "erp+crm", "proxy", "batch_job");
    private static final List<String> BUSES = List.of("scsi", "scsi", "scsi", "sata", "nvme", "ide");
    private static final int[] MEMORY = {512, 1024, 1536, 2048, 3072, 4096, 6000, 8192, 16384};
    private static final int MOST_DEVICES = 8;
    private static final int LONGEST_NAME = 80;

    private final InventorySeed seed;
    private final Random random;

    private VmGenerator(InventorySeed seed, Random random) {
        this.seed = seed;
        this.random = random;
    }

    /** As many as the seed wants, one by one. */
    static Stream<InventorySeed.Vm> machines(InventorySeed seed, long number) {
        VmGenerator generator = new VmGenerator(seed, new Random(number));
        return IntStream.range(0, seed.random()).mapToObj(generator::machine);
    }

    private InventorySeed.Vm machine(int index) {
        int cores = 1 + random.nextInt(4);
        boolean efi = random.nextInt(3) == 0;
        return InventorySeedVmBuilder.builder()
                .name(name(index))
                .guest(one(seed.guests().keySet().stream().sorted().toList()))
                .folder("Generated " + index / 500)
                .host(
                        seed.catalog().hosts().isEmpty()
                                ? null
                                : one(seed.catalog().hosts()).id())
                .power(seed.type() == PlatformType.OVA ? null : one(List.of(SimVm.PowerState.values())))
                .cpus(cores * (1 + random.nextInt(4)))
                .coresPerSocket(cores)
                .threads(1 + random.nextInt(2))
                .memoryMib(MEMORY[random.nextInt(MEMORY.length)])
                .firmware(efi ? "efi" : "bios")
                .secureBoot(efi && random.nextBoolean())
                .tpm(efi && random.nextInt(4) == 0)
                .tools(random.nextInt(10) == 0 ? SimVm.Tools.notRunning : SimVm.Tools.installed)
                .changeTracking(random.nextInt(10) != 0)
                .snapshots(random.nextInt(10) == 0 ? 1 + random.nextInt(3) : 0)
                .flavor(
                        seed.catalog().flavors().isEmpty()
                                ? null
                                : one(seed.catalog().flavors()).id())
                .disks(disks())
                .networks(Stream.generate(() -> one(seed.networks()).id())
                        .limit(1 + random.nextInt(MOST_DEVICES))
                        .toList())
                .build();
    }

    /** One in ten is longer than any Kubernetes name may be. */
    private String name(int index) {
        String name = one(ROLES) + "-" + index;
        return random.nextInt(10) == 0 ? (name + "-" + "x".repeat(LONGEST_NAME)).substring(0, LONGEST_NAME) : name;
    }

    /** One in three has a size that is no whole MiB. */
    private List<InventorySeed.Disk> disks() {
        List<InventorySeed.Disk> disks = new ArrayList<>();
        int count = 1 + random.nextInt(MOST_DEVICES);
        for (int i = 0; i < count; i++) {
            long size = (1L + random.nextInt(100)) << 30;
            long odd = random.nextInt(3) == 0 ? random.nextInt(1 << 20) : 0;
            String bus = seed.type() == PlatformType.VSPHERE ? one(BUSES) : null;
            String storage = seed.type() == PlatformType.OVA
                    ? null
                    : one(seed.storages()).id();
            disks.add(new InventorySeed.Disk(String.valueOf(size + odd), bus, storage, false, false, null));
        }
        return List.copyOf(disks);
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
