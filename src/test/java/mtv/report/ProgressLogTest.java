package mtv.report;

import org.testng.annotations.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A person can follow a run, and its failure, line by line. */
public class ProgressLogTest {
    @Test
    public void oneLinePerLinkBehindTheNameOfTheTest() {
        List<String> said = new Chain().test("class_plan_config", "cold").run(new ProgressLog());
        assertThat(said).first().isEqualTo("INFO TEST cold: one VM (cold)");
        assertThat(said.subList(1, said.size()))
                .hasSize(3)
                .allMatch(line -> line.matches("INFO PASS Links\\.\\w+ \\(\\d+\\.\\d s\\)"));
    }

    @Test
    public void aBrokenLinkSaysWhyAndTheRestNamesIt() {
        assertThat(new Chain().suite("broken", "createPlan").run(new ProgressLog()))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("INFO TEST cold: one VM"),
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
                        "INFO TEST cold: one VM",
                        "WARN SKIP Links.createPlan because No remote OCP cluster provided",
                        "WARN SKIP Links.executeMigration likewise",
                        "WARN SKIP Links.checkVms likewise");
    }

    @Test
    public void aBrokenSetupIsAFailure() {
        assertThat(new Chain().suite("broken", "openBed").run(new ProgressLog()))
                .element(0)
                .asString()
                .matches("ERROR FAIL Links\\.openBed \\(\\d\\.\\d s\\): openBed is broken\nsecond line");
    }
}
