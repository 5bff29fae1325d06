package mtv.proof;

import org.testng.annotations.Test;

import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** A dozen rows at every build; the command of {@link FaultMatrix} carries out all. */
public class FaultMatrixTest {

    private static final Set<String> SOME = Set.of(
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
            "inventory-incomplete");

    @Test
    public void aDozenRowsAreProven() throws Exception {
        FaultMatrix run = FaultMatrix.run(row -> SOME.contains(row.fault())
                && row.source().equals("vsphere")
                && !row.alone()
                && row.destination().equals("remote"));

        assertThat(run.unproven()).isEmpty();
        assertThat(run.outcomes()).hasSizeGreaterThanOrEqualTo(SOME.size());
    }
}
