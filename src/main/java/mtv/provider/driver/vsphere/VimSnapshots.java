package mtv.provider.driver.vsphere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.scenario.Preparation;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Snapshots of a vCenter's VMs: found by name, or made as a tree. */
final class VimSnapshots {

    private static final String TREE = "snapshot.rootSnapshotList";

    private final VimProperties properties;
    private final Tasks tasks;

    /** Runs a task of an object to its end. */
    @FunctionalInterface
    interface Tasks {
        JsonNode run(VimService.Ref on, String method, ObjectNode parameters, String what) throws IOException;
    }

    VimSnapshots(VimProperties properties, Tasks tasks) {
        this.properties = properties;
        this.tasks = tasks;
    }

    /** Empty unless exactly one has this name. */
    Optional<VimService.Ref> find(VimService.Ref vm, String name) throws IOException {
        JsonNode roots = properties.of(vm, TREE).getOrDefault(TREE, VimService.array());
        List<VimService.Ref> found = roots.valueStream()
                .flatMap(VimSnapshots::all)
                .filter(each -> each.path("name").asText().equals(name))
                .map(each -> VimService.Ref.of(each.path("snapshot")))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static Stream<JsonNode> all(JsonNode tree) {
        return Stream.concat(
                Stream.of(tree), tree.path("childSnapshotList").valueStream().flatMap(VimSnapshots::all));
    }

    /**
     * Makes a tree. Each snapshot begins from the one that the VM is at, so for a branch the VM is brought back to
     * where the branch begins. The VM is off.
     */
    void make(VimService.Ref vm, List<Preparation.Snapshot> trees, String vmName) throws IOException {
        for (Preparation.Snapshot tree : trees) {
            VimService.Ref made = make(vm, tree.name(), vmName);
            for (Preparation.Snapshot child : tree.children()) {
                if (child != tree.children().get(0)) {
                    revert(made, tree.name(), vmName);
                }
                make(vm, List.of(child), vmName);
            }
        }
    }

    private VimService.Ref make(VimService.Ref vm, String name, String vmName) throws IOException {
        ObjectNode parameters =
                VimService.parameters().put("name", name).put("memory", false).put("quiesce", false);
        return VimService.Ref.of(
                tasks.run(vm, "CreateSnapshot_Task", parameters, "make snapshot " + name + " of VM " + vmName));
    }

    private void revert(VimService.Ref snapshot, String name, String vmName) throws IOException {
        tasks.run(
                snapshot,
                "RevertToSnapshot_Task",
                VimService.parameters().put("suppressPowerOn", true),
                "bring VM " + vmName + " back to snapshot " + name);
    }
}
