package mtv.sandbox.sources.openstack;

import mtv.sandbox.http.HttpAnswer;
import mtv.sandbox.http.Request;
import mtv.sandbox.sources.Catalog;
import mtv.sandbox.sources.SimPlatform;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SourceException;
import mtv.sandbox.sources.SourceException.Type;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Cinder's volumes: those on servers are the servers' disks; those that were made and belong to no server are here. */
final class CloudVolumes {

    private static final Duration COPY = Duration.ofSeconds(20);
    private static final int GIB_BITS = 30;

    private final SimPlatform platform;
    private final Map<String, Volume> free = new ConcurrentHashMap<>();
    /** Names of volumes that were made, wherever they are now. */
    private final Map<String, String> names = new ConcurrentHashMap<>();

    CloudVolumes(SimPlatform platform) {
        this.platform = platform;
    }

    /** @param original VM from whose disk it was made */
    record Volume(SimVm.Disk disk, String original, boolean available) {}

    int free() {
        return free.size();
    }

    HttpAnswer list(Request request) {
        Optional<String> name = request.query("name");
        return HttpAnswer.ok(Map.of(
                "volumes",
                all().values().stream()
                        .filter(shown -> name.map(shown.get("name")::equals).orElse(true))
                        .toList()));
    }

    private Map<String, Map<String, Object>> all() {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        for (SimVm vm : platform.vms()) {
            vm.disks().forEach(disk -> all.put(disk.id(), shown(disk, "in-use")));
        }
        free.forEach((id, volume) -> all.put(id, shown(volume.disk(), volume.available() ? "available" : "creating")));
        return all;
    }

    private Map<String, Object> shown(SimVm.Disk disk, String status) {
        return Map.of(
                "id",
                disk.id(),
                "name",
                names.getOrDefault(disk.id(), ""),
                "size",
                disk.capacity() >> GIB_BITS,
                "status",
                status,
                "bootable",
                String.valueOf(disk.bootable()),
                "volume_type",
                platform.catalog().storages().stream()
                        .filter(storage -> storage.id().equals(disk.storage()))
                        .map(Catalog.Storage::name)
                        .findFirst()
                        .orElse(""));
    }

    HttpAnswer show(Request request) {
        return HttpAnswer.ok(Map.of(
                "volume", Optional.ofNullable(all().get(request.variable("id"))).orElseThrow(() -> none(request))));
    }

    private static SourceException none(Request request) {
        return new SourceException(Type.NOT_FOUND, "Volume " + request.variable("id") + " could not be found.");
    }

    HttpAnswer create(Request request) {
        String source = request.body().at("/volume/source_volid").asText();
        for (SimVm vm : platform.vms()) {
            for (SimVm.Disk disk : vm.disks()) {
                if (disk.id().equals(source)) {
                    return made(disk, vm.id(), request.body().at("/volume/name").asText());
                }
            }
        }
        throw new SourceException(Type.INVALID_ARGUMENT, "Invalid source_volid " + source + ".");
    }

    private HttpAnswer made(SimVm.Disk disk, String original, String name) {
        String id = UUID.randomUUID().toString();
        SimVm.Disk copy = disk.withId(id);
        names.put(id, name);
        free.put(id, new Volume(copy, original, false));
        platform.clock()
                .after(
                        COPY,
                        () -> free.computeIfPresent(id, (same, volume) -> new Volume(volume.disk(), original, true)));
        return HttpAnswer.of(202, Map.of("volume", shown(copy, "creating")));
    }

    HttpAnswer delete(Request request) {
        String id = request.variable("id");
        if (free.remove(id) != null) {
            return HttpAnswer.empty(202);
        }
        if (all().containsKey(id)) {
            throw new SourceException(
                    Type.INVALID_ARGUMENT, "Invalid volume: Volume status must be available or error.");
        }
        throw none(request);
    }

    /** Takes a volume for a server; none of another server, and none that is not complete. */
    Volume take(String id) {
        Volume volume = free.get(id);
        if (volume == null || !volume.available()) {
            throw new SourceException(
                    Type.INVALID_ARGUMENT, "Block Device Mapping is Invalid: volume " + id + " is not available.");
        }
        free.remove(id);
        return volume;
    }
}
