package mtv.sandbox.inventory;

import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SourcePlatform;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What of the inventory blocks a Plan: a machine of which the policy agent has said something critical. */
public final class CriticalConcerns {

    private final SourcePlatform platform;
    private InventorySnapshot look;

    public CriticalConcerns(SourcePlatform platform) {
        this.platform = platform;
    }

    /** What they say, one by one; the policy agent has no rules for machines of a cluster. */
    public List<String> about(SimVm vm) {
        if (platform.type() == PlatformType.OPENSHIFT) {
            return List.of();
        }
        return look().get(InventoryFormat.VMS, vm.id()).stream()
                .flatMap(shown -> shown.path("concerns").valueStream())
                .filter(concern -> "Critical".equals(concern.path("category").asText()))
                .map(concern -> concern.path("label").asText())
                .toList();
    }

    /** Made when it is needed first: of most machines the verdict is known. */
    private InventorySnapshot look() {
        if (look == null) {
            look = new InventorySnapshot(
                    InventoryFormat.of(platform.type()), platform, "", Instant.EPOCH, Optional.empty());
        }
        return look;
    }
}
