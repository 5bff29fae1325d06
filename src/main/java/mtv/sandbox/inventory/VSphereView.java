package mtv.sandbox.inventory;

import mtv.model.Provider;
import mtv.sandbox.source.Catalog;
import mtv.sandbox.source.SimVm;
import mtv.sandbox.source.SourcePlatform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** A vSphere: one datacenter with everything in it, read from the platform at each request. */
final class VSphereView implements View {

    static final String DATACENTER = "Sandbox";
    private static final Map<String, Object> DATACENTER_REF = VSphereVm.ref("Datacenter", "datacenter-3");

    private final Function<String, Optional<SourcePlatform>> sources;
    private final Map<String, BiFunction<Provider, SourcePlatform, Stream<Map<String, Object>>>> collections = Map.of(
            "datacenters", this::datacenters,
            "clusters", this::clusters,
            "folders", this::folders,
            "hosts", this::hosts,
            "networks", this::networks,
            "datastores", this::datastores,
            "vms", this::vms);

    VSphereView(InventoryConfig config) {
        this.sources = config.sources();
    }

    @Override
    public Set<String> basics() {
        return Set.of("id", "variant", "parent", "path", "revision", "name", "selfLink");
    }

    @Override
    public boolean alwaysFull(String collection) {
        return collection.equals("vms");
    }

    @Override
    public Optional<List<Map<String, Object>>> list(Provider provider, String collection) {
        return Optional.ofNullable(collections.get(collection))
                .map(read -> read.apply(provider, platform(provider)).toList());
    }

    /** A workload is a machine with its host in full. */
    @Override
    public Optional<Map<String, Object>> get(Provider provider, String collection, String id) {
        if (!collection.equals("workloads")) {
            return View.super.get(provider, collection, id);
        }
        return View.super.get(provider, "vms", id).map(vm -> {
            String host = vm.get("host").toString();
            vm.put("selfLink", View.selfLink(provider, "workloads", id));
            View.super.get(provider, "hosts", host).ifPresent(full -> vm.put("host", full));
            return vm;
        });
    }

    @Override
    public Map<String, Object> summary(Provider provider) {
        SourcePlatform platform = platform(provider);
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("apiVersion", "8.0.3.0");
        summary.put("product", "VMware vCenter Server");
        summary.put("instanceUuid", provider.getMetadata().getUid());
        collections.forEach((name, read) -> summary.put(
                name.replaceAll("s$", "") + "Count",
                read.apply(provider, platform).count()));
        summary.remove("folderCount");
        return summary;
    }

    private SourcePlatform platform(Provider provider) {
        return sources.apply(provider.getSpec().url())
                .orElseThrow(() -> new IllegalStateException(
                        "nothing answers at " + provider.getSpec().url()));
    }

    private Stream<Map<String, Object>> datacenters(Provider provider, SourcePlatform platform) {
        Map<String, Object> datacenter = base(provider, "datacenters", "datacenter-3", DATACENTER);
        datacenter.put("parent", VSphereVm.ref("Folder", "group-d1"));
        datacenter.put("path", "/" + DATACENTER);
        datacenter.put("datastores", VSphereVm.ref("Folder", "group-s5"));
        datacenter.put("networks", VSphereVm.ref("Folder", "group-n6"));
        datacenter.put("clusters", VSphereVm.ref("Folder", "group-h4"));
        datacenter.put("vms", VSphereVm.ref("Folder", "group-v3"));
        return Stream.of(datacenter);
    }

    private Stream<Map<String, Object>> clusters(Provider provider, SourcePlatform platform) {
        return platform.hosts().stream().map(Catalog.Host::cluster).distinct().map(name -> {
            Map<String, Object> cluster = base(provider, "clusters", clusterId(name), name);
            cluster.put("folder", "group-h4");
            cluster.put("networks", refs("Network", platform.networks(), Catalog.Network::id));
            cluster.put("datastores", refs("Datastore", platform.storages(), Catalog.Storage::id));
            cluster.put(
                    "hosts",
                    refs(
                            "Host",
                            platform.hosts().stream()
                                    .filter(host -> host.cluster().equals(name))
                                    .toList(),
                            Catalog.Host::id));
            cluster.put("dasEnabled", false);
            cluster.put("drsEnabled", false);
            return cluster;
        });
    }

    private Stream<Map<String, Object>> folders(Provider provider, SourcePlatform platform) {
        return platform.vms().stream().map(SimVm::folder).distinct().map(name -> {
            List<SimVm> vms = platform.vms().stream()
                    .filter(vm -> vm.folder().equals(name))
                    .toList();
            Map<String, Object> folder = base(provider, "folders", VSphereVm.folderId(name), name);
            folder.put("parent", VSphereVm.ref("Folder", "group-v3"));
            folder.put("path", "/" + DATACENTER + "/vm/" + name);
            folder.put("folder", "group-v3");
            folder.put("datacenter", "datacenter-3");
            folder.put("children", refs("VM", vms, SimVm::id));
            return folder;
        });
    }

    private Stream<Map<String, Object>> hosts(Provider provider, SourcePlatform platform) {
        return platform.hosts().stream().map(host -> {
            Map<String, Object> json = base(provider, "hosts", host.id(), host.name());
            json.put("parent", VSphereVm.ref("Cluster", clusterId(host.cluster())));
            json.put("path", "/" + DATACENTER + "/host/" + host.cluster() + "/" + host.name());
            json.put("cluster", clusterId(host.cluster()));
            json.put("status", "green");
            json.put("inMaintenance", false);
            json.put("thumbprint", platform.thumbprint());
            json.put("productName", "VMware ESXi");
            json.put("productVersion", "8.0.3");
            json.put("networks", refs("Network", platform.networks(), Catalog.Network::id));
            json.put("datastores", refs("Datastore", platform.storages(), Catalog.Storage::id));
            json.put("networkAdapters", List.of());
            return json;
        });
    }

    private Stream<Map<String, Object>> networks(Provider provider, SourcePlatform platform) {
        return platform.networks().stream().map(network -> {
            Map<String, Object> json = base(provider, "networks", network.id(), network.name());
            json.put("variant", network.id().startsWith("dv") ? "DvPortGroup" : "Standard");
            json.put("path", "/" + DATACENTER + "/network/" + network.name());
            json.put("host", List.of());
            json.put("tag", "");
            return json;
        });
    }

    private Stream<Map<String, Object>> datastores(Provider provider, SourcePlatform platform) {
        return platform.storages().stream().map(datastore -> {
            Map<String, Object> json = base(provider, "datastores", datastore.id(), datastore.name());
            json.put("path", "/" + DATACENTER + "/datastore/" + datastore.name());
            json.put("type", datastore.type());
            json.put("capacity", datastore.capacity());
            json.put("free", datastore.free());
            json.put("maintenance", "normal");
            return json;
        });
    }

    private Stream<Map<String, Object>> vms(Provider provider, SourcePlatform platform) {
        return platform.vms().stream().filter(vm -> !vm.template()).map(vm -> {
            Map<String, Object> json = base(provider, "vms", vm.id(), vm.name());
            json.putAll(VSphereVm.json(platform, vm));
            json.put("concerns", Concern.of(vm));
            return json;
        });
    }

    private static Map<String, Object> base(Provider provider, String collection, String id, String name) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("parent", DATACENTER_REF);
        json.put("path", "/" + DATACENTER + "/" + name);
        json.put("revision", 1);
        json.put("name", name);
        json.put("selfLink", View.selfLink(provider, collection, id));
        return json;
    }

    private static <T> List<Map<String, Object>> refs(String kind, List<T> objects, Function<T, String> id) {
        return objects.stream()
                .map(object -> VSphereVm.ref(kind, id.apply(object)))
                .toList();
    }

    private static String clusterId(String name) {
        return "domain-c" + Math.floorMod(name.hashCode(), 1000);
    }
}
