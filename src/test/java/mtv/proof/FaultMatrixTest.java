package mtv.proof;

import org.testng.annotations.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole matrix: no fault is missed, nobody complains for nothing, and every check has a fault that proves it. */
public class FaultMatrixTest {

    @Test
    public void everyFaultIsNoticedByTheCheckThatIsThereForIt() throws Exception {
        FaultMatrix run = FaultMatrix.run(row -> true);

        assertThat(run.problems()).isEmpty();
        assertThat(run.outcomes()).hasSizeGreaterThanOrEqualTo(90);
    }
}
