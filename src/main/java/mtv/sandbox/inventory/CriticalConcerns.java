package mtv.sandbox.inventory;

import mtv.sandbox.source.PlatformType;
import mtv.sandbox.source.SimVm;
import mtv.sandbox.source.SourcePlatform;

import java.time.Instant;
import java.util.Optional;

/** What of the inventory blocks a Plan: a machine of which the policy agent has said something critical. */
public final class CriticalConcerns {

    private final Optional<Look> look;

    /** The policy agent has no rules for machines of a cluster. */
    public CriticalConcerns(SourcePlatform platform) {
        this.look = Optional.of(platform)
                .filter(found -> found.type() != PlatformType.OPENSHIFT)
                .map(found -> new Look(Shape.of(found.type()), found, "", Instant.EPOCH, Optional.empty()));
    }

    public boolean about(SimVm vm) {
        return look.flatMap(found -> found.get(Shape.VMS, vm.id()))
                .map(shown ->
                        shown.path("concerns").findValuesAsText("category").contains("Critical"))
                .orElse(false);
    }
}
