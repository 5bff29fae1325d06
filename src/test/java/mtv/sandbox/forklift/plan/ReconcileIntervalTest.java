package mtv.sandbox.forklift.plan;

import mtv.sandbox.controller.ObjectKey;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

public class ReconcileIntervalTest {

    private static final ObjectKey PLAN = new ObjectKey("mtv", "plan");
    private static final Duration WANTED = Duration.ofSeconds(3);

    private Instant now;
    private ReconcileInterval pace;

    @BeforeMethod
    public void start() {
        now = Instant.EPOCH;
        pace = new ReconcileInterval(() -> now);
    }

    @Test
    public void anEarlyReconcileDoesNotMoveTheNextOne() {
        assertThat(pace.untilPass(PLAN)).isEmpty();
        pace.startPass(PLAN);
        assertThat(pace.untilPass(PLAN)).contains(Duration.ofSeconds(3));
        now = now.plusSeconds(2);
        assertThat(pace.untilPass(PLAN)).contains(Duration.ofSeconds(1));
        now = now.plusSeconds(1);
        assertThat(pace.untilPass(PLAN)).isEmpty();
    }

    @Test
    public void aNewPlanOfTheSameNameStartsAgain() {
        pace.startPass(PLAN);
        pace.forget(PLAN);
        assertThat(pace.untilPass(PLAN)).isEmpty();
    }

    @Test
    public void anUnchangedPlanIsReconciledLessOften() {
        assertThat(pace.next(PLAN, WANTED, false, false)).isEqualTo(WANTED);
        now = now.plusSeconds(60);
        assertThat(pace.next(PLAN, WANTED, true, false)).isEqualTo(WANTED);
        now = now.plusSeconds(1);
        assertThat(pace.next(PLAN, WANTED, true, false)).isEqualTo(Duration.ofSeconds(30));
        assertThat(pace.next(PLAN, WANTED, true, true)).isEqualTo(WANTED);
    }

    @Test
    public void aChangedPlanIsReconciledSoon() {
        assertThat(pace.next(PLAN, Duration.ofSeconds(30), false, false)).isEqualTo(Duration.ofSeconds(3));
        assertThat(pace.next(PLAN, Duration.ofMillis(500), false, false)).isEqualTo(Duration.ofMillis(500));
    }
}
