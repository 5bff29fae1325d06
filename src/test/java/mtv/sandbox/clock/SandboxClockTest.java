package mtv.sandbox.clock;

import org.testng.annotations.AfterMethod;
import org.testng.annotations.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** Simulated time passes while nothing is done, stands still during work, and is exact at appointments. */
public class SandboxClockTest {

    private static final Duration DAY = Duration.ofDays(1);
    private final SandboxClock clock = new SandboxClock(1_000_000);

    @AfterMethod(alwaysRun = true)
    public void end() {
        // the methods share the clock: what one has begun is over before the next
        CompletableFuture<Void> quiet = new CompletableFuture<>();
        clock.after(DAY, () -> quiet.complete(null));
        quiet.join();
    }

    @Test
    public void anAppointmentIsKeptExactlyAtItsTime() {
        CompletableFuture<Instant> kept = new CompletableFuture<>();
        Instant due;
        SandboxClock.Hold now = clock.hold();
        try {
            due = clock.instant().plus(DAY);
            clock.after(DAY, () -> kept.complete(clock.instant()));
        } finally {
            now.close();
        }
        assertThat(kept.join()).isEqualTo(due);
    }

    @Test
    public void timeStandsStillDuringWork() throws InterruptedException {
        Runnable work = clock.held(() -> {});
        Instant before = clock.instant();
        CountDownLatch nothing = new CountDownLatch(1);
        assertThat(nothing.await(20, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(clock.instant()).isEqualTo(before);
        work.run();
        assertThat(nothing.await(20, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(clock.instant()).isAfter(before.plusSeconds(1000));
    }

    @Test
    public void theSandboxIsNotIdleWhileThereIsWork() {
        Runnable first = clock.held(() -> {});
        Runnable second = clock.held(() -> {});
        CompletableFuture<Void> idle = CompletableFuture.runAsync(clock::awaitIdle);
        first.run();
        assertThatThrownBy(() -> idle.get(50, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        second.run();
        idle.join();
    }

    @Test
    public void appointmentsOfOneMomentAreKeptInOrder() {
        List<Integer> kept = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> last = new CompletableFuture<>();
        SandboxClock.Hold now = clock.hold();
        for (int i = 0; i < 100; i++) {
            int number = i;
            clock.after(DAY, () -> kept.add(number));
        }
        clock.after(DAY, () -> last.complete(null));
        now.close();
        last.join();
        assertThat(kept).hasSize(100).isSorted();
    }

    @Test
    public void aFailureDoesNotStopTheClock() {
        CompletableFuture<Void> kept = new CompletableFuture<>();
        clock.after(Duration.ofSeconds(1), () -> {
            throw new IllegalStateException("on purpose");
        });
        clock.after(Duration.ofSeconds(2), () -> kept.complete(null));
        kept.join();
    }

    /** Work may wait for something outside of the sandbox, such as a connection to an address that does not answer. */
    @Test
    public void timeGoesOnWhenWorkTakesTooLong() {
        try (SandboxClock impatient = new SandboxClock(1_000_000, Duration.ofMillis(500))) {
            SandboxClock.Hold stuck = impatient.hold();
            long begin = System.nanoTime();
            Instant before = impatient.instant();
            CompletableFuture<Instant> kept = new CompletableFuture<>();
            impatient.after(DAY, () -> kept.complete(impatient.instant()));
            assertThat(kept.join()).isCloseTo(before.plus(DAY), within(Duration.ofNanos(1)));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(500));
            stuck.close();
        }
    }

    @Test
    public void aScaleBelowOneIsRefused() {
        assertThatThrownBy(() -> new SandboxClock(0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1");
    }
}
