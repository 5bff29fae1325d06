package mtv.report;

import org.testng.annotations.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A person can follow a run, and its failure, line by line. */
public class ProgressLogTest {
    @Test
    public void oneLinePerLink() {
        assertThat(new Chain().run(new ProgressLog()))
                .hasSize(3)
                .allMatch(line -> line.matches("INFO PASS Links\\.\\w+ \\(\\d+\\.\\d s\\)"));
    }

    @Test
    public void aBrokenLinkSaysWhyAndTheRestNamesIt() {
        assertThat(new Chain().suite("broken", "createPlan").run(new ProgressLog()))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .matches("ERROR FAIL Links\\.createPlan \\(\\d\\.\\d s\\):"
                                        + " createPlan is broken\nsecond line"),
                        line -> assertThat(line)
                                .isEqualTo("WARN SKIP Links.executeMigration because createPlan did not pass"),
                        line -> assertThat(line).isEqualTo("WARN SKIP Links.checkVms likewise"));
    }

    @Test
    public void aGateSaysOnceWhatItAsksFor() {
        assertThat(new Chain().suite("broken", "gate").run(new ProgressLog()))
                .containsExactly(
                        "WARN SKIP Links.createPlan because No remote OCP cluster provided",
                        "WARN SKIP Links.executeMigration likewise",
                        "WARN SKIP Links.checkVms likewise");
    }

    @Test
    public void aBrokenSetupIsAFailure() {
        assertThat(new Chain().suite("broken", "openBed").run(new ProgressLog()))
                .first()
                .asString()
                .matches("ERROR FAIL Links\\.openBed \\(\\d\\.\\d s\\): openBed is broken\nsecond line");
    }
}
