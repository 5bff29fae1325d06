package mtv.await;

import org.testng.annotations.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Waits for a first word that may not come. */
public class SilenceTest {

    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    public void silenceEndsTheWaitWithWhatCouldBeFoundOut() {
        Watched watched = new Watched("mute");
        assertThatThrownBy(() -> untilReady(watched, Silence.Inquiry.ends(List.of("its Secret is gone", "a is b")))
                        .within(LONG)
                        .one("Ready"::equals))
                .isInstanceOf(WaitException.Silent.class)
                .message()
                .matches("Waited \\d+ ms until x is Ready, but nothing at all is said of it:"
                        + " its Secret is gone; a is b");
        assertThat(watched.end).as("the watch is closed").isCancelled();
        assertThatThrownBy(() -> untilReady(new Watched(""), Silence.Inquiry.ends(List.of()))
                        .within(LONG)
                        .one("Ready"::equals))
                .hasMessageEndingWith("nothing that could be looked at explains it");
    }

    /** The limit of the wait is as final as ever. */
    @Test
    public void whoeverHadNoTimeToSpeakGetsMore() {
        AtomicInteger asked = new AtomicInteger();
        Silence<String> silence = new Silence<>(SOON, "Staging"::equals, () -> {
            asked.incrementAndGet();
            return new Silence.Inquiry(List.of("it has just started"), SOON);
        });
        assertThatThrownBy(() -> Await.until("x is Ready")
                        .watching(new Watched("mute"))
                        .breaks(silence)
                        .within(SOON.multipliedBy(10))
                        .one("Ready"::equals))
                .isInstanceOf(WaitException.Silent.class)
                .hasMessageContaining("it has just started");
        assertThat(asked.get()).isBetween(2, 11);
    }

    @Test
    public void oneWordIsEnough() {
        assertThatThrownBy(() -> untilReady(new Watched("Staging", "mute"), Silence.Inquiry.ends(List.of("?")))
                        .within(SOON.multipliedBy(3))
                        .one("Ready"::equals))
                .isInstanceOf(WaitException.OutOfTime.class)
                .hasMessageEndingWith("last seen: mute");
        assertThat(untilReady(new Watched("Ready"), Silence.Inquiry.ends(List.of("?")))
                        .within(LONG)
                        .one("Ready"::equals))
                .isEqualTo("Ready");
    }

    /** It may only be that the connection died. */
    @Test
    public void silenceIsBelievedAfterAnotherLook() {
        Watched watched = new Watched("mute");
        Pending<String> pending = untilReady(watched, Silence.Inquiry.ends(List.of("?")))
                .within(LONG)
                .start(all -> all.contains("Ready"));
        watched.states = List.of("Staging", "Ready");
        assertThat(pending.get()).containsExactly("Ready");
    }

    @Test
    public void theSilenceOfEitherEndsAWaitForTwo() {
        Pending<String> speaks = Await.until("y is Ready")
                .watching(new Watched("Staging"))
                .within(LONG)
                .start(all -> false);
        Pending<String> mute = untilReady(new Watched("mute"), Silence.Inquiry.ends(List.of("?")))
                .within(LONG)
                .start(all -> false);
        assertThatThrownBy(() -> speaks.and(mute))
                .isInstanceOf(WaitException.Silent.class)
                .hasMessageContaining("until x is Ready");
    }

    private static Await.Watching<String> untilReady(Watched watched, Silence.Inquiry inquiry) {
        return Await.until("x is Ready")
                .watching(watched)
                .breaks(new Silence<>(SOON, "Staging"::equals, () -> inquiry));
    }
}
