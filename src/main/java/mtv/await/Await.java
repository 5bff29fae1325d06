package mtv.await;

import io.fabric8.kubernetes.client.dsl.Informable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Starts a wait with its sentence, which completes "Waited until …", such as {@code "Provider x is Ready"}.
 *
 * <pre>{@code
 * Provider ready = Await.until("Provider x is Ready")
 *         .watching(client.resources(Provider.class).inNamespace(ns).withName("x"))
 *         .failsWhen(Providers::badEnd)
 *         .shows(Providers::state)
 *         .within(limit)
 *         .one(p -> p.has("Ready"));
 * }</pre>
 */
public final class Await {

    private final String sentence;
    private final Stop stop;

    private Await(String sentence, Stop stop) {
        this.sentence = sentence;
        this.stop = stop;
    }

    /** A wait that goes on even if a run is stopped. */
    public static Await until(String sentence) {
        return until(sentence, Stop.never());
    }

    /** @param stop ends the wait */
    public static Await until(String sentence, Stop stop) {
        return new Await(sentence, stop);
    }

    /** One list and one watch, however long it takes. */
    public <T> Watching<T> watching(Informable<T> resources) {
        return new Watching<>(sentence, stop, resources);
    }

    /** For what cannot be watched; the interval grows from 50 ms to 5 s. */
    public <T> T polling(Duration limit, Callable<Optional<T>> attempt, Callable<String> lastState) {
        return new Polling<T>(sentence, stop, limit).run(attempt, lastState);
    }

    /**
     * The same of a state that is looked at until it is good; the last one is told when time runs out.
     *
     * @param look ends the wait by its exception, which says why the state will never be good
     * @param shows a state in words
     */
    public <T> T looking(Duration limit, Callable<T> look, Predicate<T> good, Function<T, String> shows) {
        AtomicReference<T> last = new AtomicReference<>();
        return polling(
                limit,
                () -> {
                    last.set(look.call());
                    return Optional.of(last.get()).filter(good);
                },
                () -> shows.apply(last.get()));
    }

    /** A wait on a watch, ready to be started by {@link #one}, {@link #all} or {@link #gone}. */
    public static final class Watching<T> {

        private final String sentence;
        private final Stop stop;
        private final Informable<T> resources;
        private Function<T, Optional<String>> badEnd = any -> Optional.empty();
        private Function<T, String> show = String::valueOf;
        private Consumer<T> onChange = any -> {};
        private Optional<Silence<T>> silence = Optional.empty();
        private boolean mustStay;
        private Duration limit = Duration.ofMinutes(5);

        private Watching(String sentence, Stop stop, Informable<T> resources) {
            this.sentence = sentence;
            this.stop = stop;
            this.resources = resources;
        }

        /** @param reason the product's own words when the object says that it failed, else empty */
        public Watching<T> failsWhen(Function<T, Optional<String>> reason) {
            this.badEnd = reason;
            return this;
        }

        /** @param state short text of an object for the message when time runs out */
        public Watching<T> shows(Function<T, String> state) {
            this.show = state;
            return this;
        }

        /** Called with every state of every object before it is judged; must be quick. */
        public Watching<T> tells(Consumer<T> listener) {
            this.onChange = listener;
            return this;
        }

        /** Ends the wait when nothing is said of the object at all. */
        public Watching<T> breaks(Silence<T> tooLong) {
            this.silence = Optional.of(tooLong);
            return this;
        }

        /** Once seen, the object may not be deleted; {@link #one} implies it. */
        public Watching<T> stays() {
            this.mustStay = true;
            return this;
        }

        public Watching<T> within(Duration max) {
            this.limit = max;
            return this;
        }

        /** Waits for one object that fulfils the condition and returns it as it was then. */
        public T one(Predicate<T> condition) {
            return stays().start(list -> list.stream().anyMatch(condition)).get().stream()
                    .filter(condition)
                    .findFirst()
                    .orElseThrow();
        }

        /** Waits for a state of the whole list, which may be empty. */
        public List<T> all(Predicate<List<T>> condition) {
            return start(condition).get();
        }

        /** Waits until no object is left. */
        public void gone() {
            start(List::isEmpty).get();
        }

        /** Starts watching now; the limit counts from here. */
        public Pending<T> start(Predicate<List<T>> condition) {
            return new Pending<>(
                    sentence,
                    stop,
                    limit,
                    resources,
                    new Verdict<>(condition, badEnd, show, onChange, silence, mustStay));
        }
    }

    /**
     * @param silence empty when nothing need be said before the good end
     * @param mustStay once seen, the object may not be deleted
     */
    record Verdict<T>(
            Predicate<List<T>> goodEnd,
            Function<T, Optional<String>> badEnd,
            Function<T, String> show,
            Consumer<T> onChange,
            Optional<Silence<T>> silence,
            boolean mustStay) {}
}
