package mtv.sandbox.inventory;

import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SourcePlatform;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The concerns of the inventory that block a Plan, which are the critical ones. */
public final class CriticalConcerns {

    private final SourcePlatform platform;
    private InventorySnapshot snapshot;

    public CriticalConcerns(SourcePlatform platform) {
        this.platform = platform;
    }

    /** Their labels; the policy agent has no rules for VMs of a cluster. */
    public List<String> about(SimVm vm) {
        if (platform.type() == PlatformType.OPENSHIFT) {
            return List.of();
        }
        return snapshot().get(InventoryFormat.VMS, vm.id()).stream()
                .flatMap(shown -> shown.path("concerns").valueStream())
                .filter(concern -> "Critical".equals(concern.path("category").asText()))
                .map(concern -> concern.path("label").asText())
                .toList();
    }

    /** Made when it is first needed. */
    private InventorySnapshot snapshot() {
        if (snapshot == null) {
            snapshot = new InventorySnapshot(
                    InventoryFormat.of(platform.type()), platform, "", Instant.EPOCH, Optional.empty());
        }
        return snapshot;
    }
}
