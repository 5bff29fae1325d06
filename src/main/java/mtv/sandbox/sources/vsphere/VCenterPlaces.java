package mtv.sandbox.sources.vsphere;

import mtv.sandbox.sources.Catalog;
import mtv.sandbox.sources.SimPlatform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is around the machines of a vCenter, with the ids that MTV's inventory shows for it. */
final class VCenterPlaces {

    private static final String FOLDER = "Folder";
    private static final String SWITCH = "dvs-20";
    private static final String SWITCH_TYPE = "VmwareDistributedVirtualSwitch";

    private VCenterPlaces() {}

    /** @param properties those that it has, by their paths */
    record Place(String type, String id, Map<String, Object> properties) {

        /** With a name and what it is in. */
        private static Place of(String type, String id, String name, Map<String, Object> parent) {
            return new Place(type, id, Map.of("name", VimJson.any("string", name), "parent", parent));
        }
    }

    static List<Place> of(SimPlatform vsphere) {
        List<Place> places = new ArrayList<>();
        Map<String, Object> datacenter = VimJson.reference("Datacenter", "datacenter-3");
        places.add(Place.of("Datacenter", "datacenter-3", "Sandbox", VimJson.reference(FOLDER, "group-d1")));
        Map.of("group-v3", "vm", "group-h4", "host", "group-s5", "datastore", "group-n6", "network")
                .forEach((id, name) -> places.add(Place.of(FOLDER, id, name, datacenter)));
        VimInventory.folders(vsphere.vms()).forEach((id, name) -> {
            if (!name.isEmpty()) {
                places.add(Place.of(FOLDER, id, name, VimJson.reference(FOLDER, "group-v3")));
            }
        });
        Catalog catalog = vsphere.catalog();
        catalog.storages()
                .forEach(each -> places.add(
                        Place.of("Datastore", each.id(), each.name(), VimJson.reference(FOLDER, "group-s5"))));
        hosts(catalog, places);
        networks(catalog, places);
        return places;
    }

    private static void hosts(Catalog catalog, List<Place> places) {
        Stream<String> clusters =
                catalog.hosts().stream().map(Catalog.Hypervisor::cluster).distinct();
        clusters.forEach(name -> {
            Map<String, Object> cluster = VimJson.reference("ClusterComputeResource", cluster(name));
            places.add(Place.of("ClusterComputeResource", cluster(name), name, VimJson.reference(FOLDER, "group-h4")));
            places.add(Place.of("ResourcePool", "resgroup-" + number(name), "Resources", cluster));
            catalog.hosts().stream()
                    .filter(host -> host.cluster().equals(name))
                    .forEach(host -> places.add(Place.of("HostSystem", host.id(), host.name(), cluster)));
        });
    }

    private static String cluster(String name) {
        return "domain-c" + number(name);
    }

    private static int number(String name) {
        return 100 + Math.floorMod(name.hashCode(), 900);
    }

    private static void networks(Catalog catalog, List<Place> places) {
        Map<String, Object> folder = VimJson.reference(FOLDER, "group-n6");
        for (Catalog.Network network : catalog.networks()) {
            Map<String, Object> name = VimJson.any("string", network.name());
            places.add(
                    network.id().startsWith("dvportgroup")
                            ? new Place(
                                    "DistributedVirtualPortgroup",
                                    network.id(),
                                    Map.of(
                                            "name",
                                            name,
                                            "parent",
                                            folder,
                                            "key",
                                            VimJson.any("string", network.id()),
                                            "config.distributedVirtualSwitch",
                                            VimJson.reference(SWITCH_TYPE, SWITCH)))
                            : new Place("Network", network.id(), Map.of("name", name, "parent", folder)));
        }
        places.add(new Place(
                SWITCH_TYPE,
                SWITCH,
                Map.of(
                        "name",
                        VimJson.any("string", "DSwitch"),
                        "parent",
                        folder,
                        "uuid",
                        VimJson.any("string", "50 0f 52 c0 ff ee 00 00-00 00 00 00 00 00 00 20"))));
    }
}
