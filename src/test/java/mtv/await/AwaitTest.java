package mtv.await;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.testng.annotations.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

public class AwaitTest {

    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    public void theGoodEndReturnsTheObjectAsItWas() {
        List<String> told = new ArrayList<>();
        String ready = Await.until("x is Ready")
                .watching(new Watched("Staging", "Ready"))
                .tells(told::add)
                .within(LONG)
                .one("Ready"::equals);

        assertThat(ready).isEqualTo("Ready");
        assertThat(told).containsExactly("Staging", "Ready");
    }

    @Test
    public void theBadEndShowsTheProductsReason() {
        Watched watched = new Watched("Staging", "Failed");
        assertThatThrownBy(() -> Await.until("x is Ready")
                        .watching(watched)
                        .failsWhen(state -> state.equals("Failed") ? Optional.of("no such host") : Optional.empty())
                        .within(LONG)
                        .one("Ready"::equals))
                .isInstanceOf(WaitException.BadEnd.class)
                .hasMessage("Waited until x is Ready, but: no such host");
        assertThat(watched.end).as("the watch is closed").isDone();
    }

    @Test
    public void runningOutOfTimeShowsTheLastState() {
        Watched watched = new Watched("Staging");
        assertThatThrownBy(() -> Await.until("x is Ready")
                        .watching(watched)
                        .shows(state -> "phase " + state)
                        .within(SOON)
                        .one("Ready"::equals))
                .isInstanceOf(WaitException.OutOfTime.class)
                .hasMessage("Waited 20 ms until x is Ready, in vain; last seen: phase Staging");
        assertThat(watched.end).as("the watch is closed").isCancelled();
    }

    @Test
    public void anObjectThatVanishesIsABadEnd() {
        assertThatThrownBy(() -> Await.until("x is Ready")
                        .watching(new Watched("Staging", ""))
                        .within(LONG)
                        .one("Ready"::equals))
                .isInstanceOf(WaitException.BadEnd.class)
                .hasMessageContaining("deleted by somebody");
        Await.until("x is gone")
                .watching(new Watched("Terminating", ""))
                .within(LONG)
                .gone();
    }

    /** A real API refuses a watch whose version is too old, and fails while it is restarted. */
    @Test
    public void aWatchThatIsRefusedIsBegunAnew() {
        Watched watched = new Watched("Ready").brokenBy(gone(), new KubernetesClientException("reset by peer"));
        assertThat(Await.until("x is Ready").watching(watched).within(LONG).one("Ready"::equals))
                .isEqualTo("Ready");
        assertThat(watched.begun).isEqualTo(3);
    }

    @Test
    public void aWatchThatIsForbiddenIsNot() {
        Watched watched =
                new Watched("Ready").brokenBy(new KubernetesClientException("pods is forbidden", 403, new Status()));
        assertThatThrownBy(() ->
                        Await.until("x is Ready").watching(watched).within(LONG).one("Ready"::equals))
                .isInstanceOf(WaitException.BadEnd.class)
                .hasMessage("Waited until x is Ready, but: the watch broke: pods is forbidden");
    }

    @Test
    public void whatKeepsAWatchFromBeginningIsToldInTheEnd() {
        assertThatThrownBy(() -> Await.until("x is Ready")
                        .watching(new Watched("Ready").brokenBy(gone(), gone()))
                        .within(SOON)
                        .one("Ready"::equals))
                .isInstanceOf(WaitException.OutOfTime.class)
                .hasMessageEndingWith("last seen: nothing; the watch broke: too old resource version");
    }

    /** A connection that died without a word looks like one on which nothing happens. */
    @Test
    public void aSilentWatchIsNoticedBeforeTheWaitIsGivenUp() {
        Watched watched = new Watched("Staging");
        Pending<String> pending =
                Await.until("x is Ready").watching(watched).within(SOON).start(all -> all.contains("Ready"));
        watched.states = List.of("Ready");
        assertThat(pending.get()).containsExactly("Ready");
    }

    private static KubernetesClientException gone() {
        return new KubernetesClientException("too old resource version", 410, new Status());
    }

    @Test
    public void anInterruptedWaitIsNoSuccess() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Await.until("x is Ready")
                        .watching(new Watched("Staging"))
                        .within(LONG)
                        .one("Ready"::equals))
                .isInstanceOf(WaitException.Interrupted.class);
        assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
    }

    @Test
    public void ofTwoWaitsTheFirstBadEndEndsBoth() {
        Watched plan = new Watched("Executing");
        Pending<String> first =
                Await.until("plan ends").watching(plan).within(LONG).start(all -> false);
        Pending<String> second = Await.until("migration ends")
                .watching(new Watched("Failed"))
                .failsWhen(state -> Optional.of("conversion failed"))
                .within(LONG)
                .start(all -> false);

        assertThatThrownBy(() -> first.and(second)).hasMessageContaining("conversion failed");
        assertThat(plan.end).isCancelled();
    }

    @Test
    public void pollingAsksUntilThereIsAnAnswer() {
        Iterator<Optional<String>> answers =
                List.of(Optional.<String>empty(), Optional.of("loaded")).iterator();
        assertThat(Await.until("the inventory is loaded").<String>polling(LONG, answers::next, () -> "?"))
                .isEqualTo("loaded");
    }

    @Test
    public void pollingShowsWhatItLastSaw() {
        assertThatThrownBy(() -> Await.until("the inventory is loaded").polling(SOON, Optional::empty, () -> "206"))
                .isInstanceOf(WaitException.OutOfTime.class)
                .hasMessage("Waited 20 ms until the inventory is loaded, in vain; last seen: 206");
    }

    @Test
    public void durationsReadWell() {
        assertThat(List.of(20L, 1000L, 1200L, 90_000L, 3_600_000L))
                .extracting(millis -> Durations.words(Duration.ofMillis(millis)))
                .containsExactly("20 ms", "1 s", "1.2 s", "90 s", "60 min");
    }
}
