package mtv.provider;

import io.soabase.recordbuilder.core.RecordBuilder;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A source VM as MTV's inventory has it, in one shape for every source type. What a type does not tell is untold, with
 * the reason.
 *
 * @param power whether it is on
 * @param cpus sockets times cores times threads
 * @param cores per socket
 * @param threads per core
 * @param bootloader {@code bios} or {@code efi}
 * @param serial as the source has it; MTV may write it in another form
 * @param guestOs all that the source says about the operating system
 * @param snapshots ids
 * @param addresses that the guest has set up by itself, so that they must stay; each with the MAC of its NIC
 * @param gateways of those addresses
 * @param nameServers that the guest asks, with such addresses
 * @param disks in the order in which MTV numbers them
 * @param nics in the source's order
 */
@RecordBuilder
public record SourceVm(
        String id,
        String name,
        Fact<Boolean> power,
        Fact<Integer> cpus,
        Fact<Integer> sockets,
        Fact<Integer> cores,
        Fact<Integer> threads,
        Fact<String> cpuModel,
        Fact<Long> memoryBytes,
        Fact<String> bootloader,
        Fact<Boolean> secureBoot,
        Fact<Boolean> tpm,
        Fact<String> machineType,
        Fact<String> firmwareUuid,
        Fact<String> serial,
        Fact<String> clock,
        Fact<String> instanceType,
        Fact<String> preference,
        String guestOs,
        Fact<Set<String>> snapshots,
        Fact<Map<String, String>> addresses,
        Fact<Set<String>> gateways,
        Fact<Set<String>> nameServers,
        List<Disk> disks,
        List<Nic> nics)
        implements SourceVmBuilder.With {

    static final String VIRTIO = "virtio";
    static final String CONVERTED = "MTV gives a converted guest virtio devices";

    public SourceVm {
        power = Fact.orUntold(power);
        cpus = Fact.orUntold(cpus);
        sockets = Fact.orUntold(sockets);
        cores = Fact.orUntold(cores);
        threads = Fact.orUntold(threads);
        cpuModel = Fact.orUntold(cpuModel);
        memoryBytes = Fact.orUntold(memoryBytes);
        bootloader = Fact.orUntold(bootloader);
        secureBoot = Fact.orUntold(secureBoot);
        tpm = Fact.orUntold(tpm);
        machineType = Fact.orUntold(machineType);
        firmwareUuid = Fact.orUntold(firmwareUuid);
        serial = Fact.orUntold(serial);
        clock = Fact.orUntold(clock);
        instanceType = Fact.orUntold(instanceType);
        preference = Fact.orUntold(preference);
        snapshots = Fact.orUntold(snapshots);
        addresses = Fact.orUntold(addresses);
        gateways = Fact.orUntold(gateways);
        nameServers = Fact.orUntold(nameServers);
    }

    /**
     * @param name for people: file or id of the disk
     * @param identity how the migrated volume names it; empty when it does not
     * @param storage id of the datastore, storage domain, volume type or storage class
     * @param capacityBytes untold when the source knows none
     * @param bootable whether the machine boots from it
     * @param bus that the migrated disk must be on
     */
    @RecordBuilder
    public record Disk(
            String name,
            String identity,
            String storage,
            Fact<Long> capacityBytes,
            Fact<Boolean> shared,
            Fact<Boolean> bootable,
            Fact<String> bus)
            implements SourceVmDiskBuilder.With {

        public Disk {
            capacityBytes = Fact.orUntold(capacityBytes);
            shared = Fact.orUntold(shared);
            bootable = Fact.orUntold(bootable);
            bus = Fact.orUntold(bus);
        }

        /** The file without folder, as name templates see it. */
        public String fileName() {
            return name.substring(name.lastIndexOf('/') + 1);
        }
    }

    /**
     * @param network id of the source network
     * @param model as the destination must have it; untold where MTV chooses it
     * @param passThrough whether it is a device of the host, which becomes one again
     */
    @RecordBuilder
    public record Nic(String mac, String network, Fact<String> model, boolean passThrough)
            implements SourceVmNicBuilder.With {

        public Nic {
            model = Fact.orUntold(model);
        }

        /** With the model that MTV gives to a guest it converts. */
        static Nic converted(String mac, String network) {
            return new Nic(mac, network, Fact.of(VIRTIO, CONVERTED), false);
        }
    }

    /** False too where the source knows no power, as with OVA files. */
    public boolean poweredOn() {
        return power.value().orElse(false);
    }

    /** By the guest's name, as MTV decides it. */
    public boolean isWindows() {
        return isWindows(guestOs);
    }

    /** @param system by its name, as a source or an agent gives it */
    public static boolean isWindows(String system) {
        return system.toLowerCase(Locale.ROOT).contains("win");
    }
}
