package mtv.acceptance;

import org.testng.annotations.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Migrates a few generated VMs in every build. The command of {@link CleanRuns} migrates many, of any seed. */
public class CleanRunsTest {

    private static final long SEED = 7;
    private static final int OF_EACH_TYPE = 2;
    private static final int TYPES = 6;

    @Test
    public void cleanMigrationsHaveNoDifferences() throws Exception {
        CleanRuns runs = CleanRuns.run(SEED, OF_EACH_TYPE);

        assertThat(runs.problems()).as("of seed %s", SEED).isEmpty();
        assertThat(runs.compared()).isEqualTo(TYPES * OF_EACH_TYPE);
    }
}
