package mtv.sandbox.sources;

import io.soabase.recordbuilder.core.RecordBuilder;

import java.util.List;
import java.util.Map;

/**
 * What a platform has besides machines. Each type fills in what it knows; the rest is empty.
 *
 * @param shown fields that the inventory shows beyond or instead of the ordinary ones, by collection and name
 */
@RecordBuilder
public record Catalog(
        List<Hypervisor> hosts,
        List<Storage> storages,
        List<Network> networks,
        List<Profile> profiles,
        List<Flavor> flavors,
        List<Image> images,
        Map<String, Map<String, Map<String, Object>>> shown)
        implements CatalogBuilder.With {

    public Catalog {
        hosts = orNone(hosts);
        storages = orNone(storages);
        networks = orNone(networks);
        profiles = orNone(profiles);
        flavors = orNone(flavors);
        images = orNone(images);
        shown = shown == null ? Map.of() : Map.copyOf(shown);
    }

    /** @param namespace of a NetworkAttachmentDefinition; empty on other platforms */
    public record Network(String id, String namespace, String name, String vlan) {

        public Network {
            namespace = namespace == null ? "" : namespace;
            vlan = vlan == null ? "" : vlan;
        }
    }

    /**
     * A datastore, storage domain, volume type, share or storage class; capacity and free in bytes.
     *
     * @param type such as {@code VMFS} or {@code nfs}
     */
    public record Storage(String id, String name, String type, long capacity, long free) {}

    /**
     * @param address of the host's own network, by which disks can be read; empty when it reports none
     * @param status {@code green}, {@code yellow}, {@code red} or {@code gray}, as vSphere has it
     */
    public record Hypervisor(
            String id, String name, String cluster, String address, boolean inMaintenance, String status) {

        public Hypervisor {
            address = address == null ? "" : address;
            status = status == null ? "green" : status;
        }
    }

    /** oVirt's vNIC profile, the way from a NIC to a network. */
    public record Profile(String id, String name, String network, boolean passThrough) {}

    /** OpenStack's size of a machine. */
    public record Flavor(String id, String name, int vcpus, int ramMib, int diskGib) {}

    /** What an OpenStack machine may be booted from. */
    public record Image(String id, String name, long size) {}

    private static <T> List<T> orNone(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
