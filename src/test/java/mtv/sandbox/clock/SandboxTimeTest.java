package mtv.sandbox.clock;

import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A test waits on the clock of its sandbox, and a slow test misses nothing. */
public class SandboxTimeTest {

    private SandboxClock clock;

    @BeforeMethod
    public void start() {
        clock = new SandboxClock(10_000);
    }

    @AfterMethod(alwaysRun = true)
    public void stop() {
        clock.close();
    }

    /** A look takes as long as many minutes of a clock that does not wait for it. */
    @Test
    public void aShortStateIsSeenHoweverLongALookTakes() {
        AtomicInteger state = new AtomicInteger();
        SandboxTime time = new SandboxTime(clock).stopped();
        for (int second : new int[] {3, 5}) {
            clock.after(Duration.ofSeconds(second), state::incrementAndGet);
        }

        time.until("the state is 1", () -> slowly(state), seen -> seen == 1);

        assertThat(state).as("time stands still after the wait").hasValue(1);
        time.until("the state is 2", () -> slowly(state), seen -> seen == 2);
    }

    private static int slowly(AtomicInteger state) throws InterruptedException {
        assertThat(new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS)).isFalse();
        return state.get();
    }

    @Test
    public void theLimitIsCountedOnTheClockOfTheSandbox() {
        Instant before = clock.instant();

        assertThatThrownBy(() -> new SandboxTime(clock, Duration.ofMinutes(2)).until("it is there", () -> false))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Waited 120 s on the sandbox's clock until it is there, in vain; last seen: false");

        assertThat(clock.instant()).isAfterOrEqualTo(before.plus(Duration.ofMinutes(2)));
    }
}
