package mtv.sandbox.sources.vsphere;

import mtv.sandbox.sources.SimPlatform;
import mtv.sandbox.sources.SimVm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The trees of snapshots of a vCenter's machines, of whose snapshots the platform itself knows only the ids. */
final class VCenterSnapshots {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final SimPlatform vsphere;
    private final VCenterTasks tasks;
    private final Map<String, Node> nodes = new ConcurrentHashMap<>();
    /** Where each machine is, by its id. */
    private final Map<String, String> current = new ConcurrentHashMap<>();

    VCenterSnapshots(SimPlatform vsphere, VCenterTasks tasks) {
        this.vsphere = vsphere;
        this.tasks = tasks;
    }

    /** @param parent id of the snapshot that it begins from; empty for none */
    private record Node(String vm, String name, String parent) {}

    VCenterTasks.Task create(SimVm vm, String name) {
        VCenterTasks.Task task = tasks.begin("VirtualMachine.createSnapshot", vm.id());
        String id = vsphere.createSnapshot(vm.id());
        nodes.put(id, new Node(vm.id(), name, current.getOrDefault(vm.id(), "")));
        ready(task, vm.id(), id);
        return task;
    }

    private void ready(VCenterTasks.Task task, String vm, String id) {
        vsphere.clock().after(LOOK, () -> {
            if (vsphere.vm(vm).filter(now -> now.snapshots().contains(id)).isPresent()) {
                current.put(vm, id);
                tasks.succeed(task.id(), Optional.of(VimJson.reference("VirtualMachineSnapshot", id)));
            } else if (vsphere.vm(vm).isPresent()) {
                ready(task, vm, id);
            } else {
                tasks.fail(task.id(), VCenterFault.noSuchObject());
            }
        });
    }

    /** The machine that a snapshot is of. */
    SimVm vm(String snapshot) {
        return Optional.ofNullable(nodes.get(snapshot))
                .flatMap(node -> vsphere.vm(node.vm()))
                .filter(vm -> vm.snapshots().contains(snapshot))
                .orElseThrow(VCenterFault::noSuchObject);
    }

    VCenterTasks.Task revert(SimVm vm, String snapshot) {
        VCenterTasks.Task task = tasks.begin("vm.Snapshot.revert", vm.id());
        vsphere.clock().after(LOOK, () -> {
            current.put(vm.id(), snapshot);
            tasks.succeed(task.id(), Optional.empty());
        });
        return task;
    }

    /**
     * As the property {@code snapshot.rootSnapshotList}; of a snapshot that this API did not make the id is the name.
     */
    List<Object> tree(SimVm vm) {
        return children(vm, "");
    }

    /** Names, each with those that begin from it in parentheses. */
    String words(SimVm vm) {
        return words(vm, "");
    }

    private String words(SimVm vm, String parent) {
        return vm.snapshots().stream()
                .filter(id -> nodes.containsKey(id) && nodes.get(id).parent().equals(parent))
                .map(id -> nodes.get(id).name() + "(" + words(vm, id) + ")")
                .collect(Collectors.joining(" "));
    }

    private List<Object> children(SimVm vm, String parent) {
        List<Object> children = new ArrayList<>();
        for (String id : vm.snapshots()) {
            Node node = nodes.getOrDefault(id, new Node(vm.id(), id, ""));
            if (node.parent().equals(parent)) {
                Map<String, Object> tree = new LinkedHashMap<>(VimJson.object(
                        "VirtualMachineSnapshotTree",
                        "snapshot",
                        VimJson.reference("VirtualMachineSnapshot", id),
                        "vm",
                        VimJson.reference("VirtualMachine", vm.id()),
                        "name",
                        node.name()));
                tree.put("childSnapshotList", children(vm, id));
                children.add(tree);
            }
        }
        return children;
    }
}
