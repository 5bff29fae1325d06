package mtv.sandbox.sources.ovirt;

import mtv.sandbox.sources.SimPlatform;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SourceException;
import mtv.sandbox.sources.SourceException.Type;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The snapshots of an engine's VMs, of which the platform knows only ids. One that is being made is locked, and keeps
 * others from being made.
 */
final class OvirtSnapshots {

    private final SimPlatform platform;
    /** Descriptions by id, oldest first, of those that people have made. */
    private final Map<String, Map<String, String>> made = new LinkedHashMap<>();

    OvirtSnapshots(SimPlatform platform) {
        this.platform = platform;
    }

    synchronized void requireNoneInTheMaking(SimVm vm) {
        if (madeOf(vm).keySet().stream().anyMatch(id -> !platform.snapshotReady(vm.id(), id))) {
            throw new SourceException(
                    Type.NOT_ALLOWED_IN_CURRENT_STATE,
                    "Cannot create Snapshot. A previous snapshot of VM " + vm.name() + " is in the making.");
        }
    }

    /** @param ends whether it is ever complete */
    synchronized Map<String, Object> make(SimVm vm, String description, boolean ends) {
        String id = ends ? platform.createSnapshot(vm.id()) : UUID.randomUUID().toString();
        made.computeIfAbsent(vm.id(), first -> new LinkedHashMap<>()).put(id, description);
        return shown(vm, id);
    }

    /** All of them, with those that others have made. */
    synchronized List<Map<String, Object>> of(SimVm vm) {
        return Stream.concat(vm.snapshots().stream(), madeOf(vm).keySet().stream())
                .distinct()
                .map(id -> shown(vm, id))
                .toList();
    }

    Optional<Map<String, Object>> find(SimVm vm, String id) {
        return of(vm).stream().filter(each -> each.get("id").equals(id)).findFirst();
    }

    private Map<String, String> madeOf(SimVm vm) {
        return made.getOrDefault(vm.id(), Map.of());
    }

    private Map<String, Object> shown(SimVm vm, String id) {
        return Map.of(
                "id",
                id,
                "description",
                madeOf(vm).getOrDefault(id, ""),
                "snapshot_status",
                platform.snapshotReady(vm.id(), id) ? "ok" : "locked");
    }
}
