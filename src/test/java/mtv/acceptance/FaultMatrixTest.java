package mtv.acceptance;

import mtv.acceptance.matrix.Outcome;
import org.testng.annotations.Test;

import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** Proves some rows of the fault matrix in every build. The command of {@link FaultMatrix} proves all. */
public class FaultMatrixTest {

    private static final Set<String> SOME = Set.of(
            "cpu-topology-wrong",
            "power-state-wrong",
            "nic-lost",
            "mac-changed",
            "vm-on-wrong-network",
            "disk-lost",
            "disk-size-wrong",
            "storage-class-wrong",
            "guest-without-sshd",
            "nics-swapped",
            "shared-disk-twice",
            "disk-index-wrong",
            "smm-lost",
            "step-missing",
            "task-missing",
            "proof-other-map",
            "target-labels-lost",
            "proof-cancel-unrecorded",
            "hook-not-run",
            "storage-class-missing",
            "guest-conversion-fails",
            "claim-stays-pending",
            "inventory-incomplete",
            "error-kept");

    @Test
    public void someRowsAreProven() throws Exception {
        FaultMatrix run = FaultMatrix.run(row -> SOME.contains(row.fault())
                && row.source().equals("vsphere")
                && !row.alone()
                && row.destination().equals("remote"));

        assertThat(run.unproven()).isEmpty();
        assertThat(run.outcomes())
                .filteredOn(Outcome::hasEvidence)
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(outcome -> assertThat(outcome.isExplained())
                        .as("%s: %s", outcome.row().id(), outcome.cause())
                        .isTrue());
        assertThat(run.outcomes()).hasSizeGreaterThanOrEqualTo(SOME.size());
    }
}
