package mtv.acceptance.matrix;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where a row of the matrix may end before its VMs are compared; the constants are named as the methods of the steps.
 */
enum Link {
    open,
    prepare,
    createStorageMap,
    createNetworkMap,
    createPlan,
    executeMigration,
    checkVms,
    close;

    /** Whether it fails with objects of MTV that can tell why. */
    public boolean hasEvidence() {
        return compareTo(createStorageMap) >= 0 && compareTo(executeMigration) <= 0;
    }

    public static Optional<Link> of(String name) {
        return Arrays.stream(values()).filter(link -> link.name().equals(name)).findFirst();
    }
}
