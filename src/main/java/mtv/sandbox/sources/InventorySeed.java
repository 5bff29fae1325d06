package mtv.sandbox.sources;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Quantity;
import io.soabase.recordbuilder.core.RecordBuilder;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is on a platform at the start, as a JSON file describes it; what is left out there is ordinary.
 *
 * @param type vSphere when the file names none
 * @param guests operating systems, by the names that machines use for them
 * @param shown fields that the inventory shows beyond or instead of the ordinary ones, by collection and name, such as
 *     {@code {"clusters": {"east": {"drsEnabled": true}}}}
 * @param pciAddresses whether the inventory tells the PCI addresses of NICs, as it does of a real vCenter, but not of
 *     its simulator
 * @param changeTracking whether machines that do not say otherwise, and their disks, have changed block tracking; true
 *     when the file does not tell
 * @param random how many machines to invent besides those that are listed
 */
record InventorySeed(
        PlatformType type,
        List<Catalog.Hypervisor> hosts,
        List<Catalog.Storage> storages,
        List<Catalog.Network> networks,
        List<Catalog.Profile> profiles,
        List<Catalog.Flavor> flavors,
        List<Catalog.Image> images,
        Map<String, Map<String, Map<String, Object>>> shown,
        Map<String, Guest> guests,
        List<Vm> vms,
        boolean pciAddresses,
        Boolean changeTracking,
        int random) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    InventorySeed {
        type = orElse(type, PlatformType.VSPHERE);
        vms = orElse(vms, List.of());
        changeTracking = orElse(changeTracking, true);
    }

    /** An operating system, as the platform calls it and as people do. */
    record Guest(String id, String name) {}

    /** @param size a quantity, such as {@code 16Gi} */
    record Disk(String size, String bus, String storage, boolean shared, boolean lun, String mode) {

        long bytes() {
            return new Quantity(size).getNumericalAmount().longValueExact();
        }
    }

    /**
     * @param addresses without MAC address; none at all means one that suits the network
     * @param unplugged whether it is not plugged in when the machine starts
     */
    record Nic(String network, String profile, String model, List<SimVm.Address> addresses, boolean unplugged) {}

    /** @param networks instead of {@code nics}, where these are ordinary */
    @RecordBuilder
    record Vm(
            String name,
            String guest,
            String folder,
            String host,
            SimVm.PowerState power,
            int cpus,
            int coresPerSocket,
            int threads,
            int memoryMib,
            String firmware,
            boolean secureBoot,
            boolean tpm,
            SimVm.Tools tools,
            Boolean changeTracking,
            int snapshots,
            boolean template,
            String flavor,
            String image,
            List<Disk> disks,
            List<String> networks,
            List<Nic> nics,
            Map<String, Object> shown) {

        Vm {
            power = orElse(power, SimVm.PowerState.poweredOff);
            firmware = orElse(firmware, "bios");
            disks = orElse(disks, List.of());
            nics = nics == null
                    ? orElse(networks, List.<String>of()).stream()
                            .map(network -> new Nic(network, null, null, null, false))
                            .toList()
                    : nics;
        }
    }

    static InventorySeed of(PlatformType type) {
        String resource = "/mtv/sandbox/sources/" + type.id() + ".json";
        try (InputStream json = InventorySeed.class.getResourceAsStream(resource)) {
            return JSON.readValue(json, InventorySeed.class);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    /** A file of the same form. */
    static InventorySeed of(Path file) {
        try {
            return JSON.readValue(file.toFile(), InventorySeed.class);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "inventory file " + file + ": " + e.getMessage() + "; expected the form of the sandbox's own seeds",
                    e);
        }
    }

    Catalog catalog() {
        return new Catalog(hosts, storages, networks, profiles, flavors, images, shown);
    }

    static <T> T orElse(T value, T ordinary) {
        return value == null ? ordinary : value;
    }
}
