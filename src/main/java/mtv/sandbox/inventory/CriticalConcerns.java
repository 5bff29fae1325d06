package mtv.sandbox.inventory;

import mtv.sandbox.source.PlatformType;
import mtv.sandbox.source.SimVm;
import mtv.sandbox.source.SourcePlatform;

import java.time.Instant;
import java.util.Optional;

/** What of the inventory blocks a Plan: a machine of which the policy agent has said something critical. */
public final class CriticalConcerns {

    private final SourcePlatform platform;
    private Look look;

    public CriticalConcerns(SourcePlatform platform) {
        this.platform = platform;
    }

    /** The policy agent has no rules for machines of a cluster. */
    public boolean about(SimVm vm) {
        return platform.type() != PlatformType.OPENSHIFT
                && look().get(Shape.VMS, vm.id())
                        .map(shown -> shown.path("concerns")
                                .findValuesAsText("category")
                                .contains("Critical"))
                        .orElse(false);
    }

    /** Made when it is needed first: of most machines the verdict is known. */
    private Look look() {
        if (look == null) {
            look = new Look(Shape.of(platform.type()), platform, "", Instant.EPOCH, Optional.empty());
        }
        return look;
    }
}
