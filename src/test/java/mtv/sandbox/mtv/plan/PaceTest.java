package mtv.sandbox.mtv.plan;

import mtv.sandbox.work.Key;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import static org.assertj.core.api.Assertions.assertThat;

public class PaceTest {

    private static final Key PLAN = new Key("mtv", "plan");
    private static final Duration WANTED = Duration.ofSeconds(3);

    private Hand hand;
    private Pace pace;

    @BeforeMethod
    public void start() {
        hand = new Hand();
        pace = new Pace(hand);
    }

    /** A clock that is moved by hand. */
    private static final class Hand extends Clock {

        private Instant now = Instant.EPOCH;

        void move(int seconds) {
            now = now.plusSeconds(seconds);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    public void whoWakesAPlanEarlyDoesNotMoveItsRun() {
        assertThat(pace.untilPass(PLAN)).isEmpty();
        pace.pass(PLAN);
        assertThat(pace.untilPass(PLAN)).contains(Duration.ofSeconds(3));
        hand.move(2);
        assertThat(pace.untilPass(PLAN)).contains(Duration.ofSeconds(1));
        hand.move(1);
        assertThat(pace.untilPass(PLAN)).isEmpty();
    }

    @Test
    public void aPlanOfTheSameNameStartsAfresh() {
        pace.pass(PLAN);
        pace.forget(PLAN);
        assertThat(pace.untilPass(PLAN)).isEmpty();
    }

    @Test
    public void aPlanThatStandsStillIsLookedAtLess() {
        assertThat(pace.next(PLAN, WANTED, false, false)).isEqualTo(WANTED);
        hand.move(60);
        assertThat(pace.next(PLAN, WANTED, true, false)).isEqualTo(WANTED);
        hand.move(1);
        assertThat(pace.next(PLAN, WANTED, true, false)).isEqualTo(Duration.ofSeconds(30));
        assertThat(pace.next(PLAN, WANTED, true, true)).isEqualTo(WANTED);
    }

    @Test
    public void whatHasChangedIsLookedAtSoon() {
        assertThat(pace.next(PLAN, Duration.ofSeconds(30), false, false)).isEqualTo(Duration.ofSeconds(3));
        assertThat(pace.next(PLAN, Duration.ofMillis(500), false, false)).isEqualTo(Duration.ofMillis(500));
    }
}
