package mtv.proof;

import org.testng.annotations.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A part of the clean runs, of a seed of its own; the command runs them all. */
public class CleanRunsTest {

    private static final int OF_EACH = 10;

    @Test
    public void generatedVmsOfAllTypesMigrateWithoutAFalseAlarm() throws Exception {
        CleanRuns runs = CleanRuns.run(7, OF_EACH);

        assertThat(runs.problems()).as(runs.describe()).isEmpty();
        assertThat(runs.compared()).isGreaterThanOrEqualTo(4 * OF_EACH);
    }
}
