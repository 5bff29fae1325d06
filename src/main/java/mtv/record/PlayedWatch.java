package mtv.record;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The recorded events of one watch. The number of its line gives each event its place among the events of all watches.
 */
final class PlayedWatch implements RecordedConnection.Played {

    private final int begin;
    private final String version;
    private final Turns turns;
    private final Deque<Event> events = new ArrayDeque<>();

    private Optional<Integer> refusal = Optional.empty();

    private record Event(int number, String json) {}

    /**
     * @param begin number of the line in which it began
     * @param version resourceVersion that the watch began at
     */
    PlayedWatch(int begin, String version, Turns turns) {
        this.begin = begin;
        this.version = version;
        this.turns = turns;
    }

    void add(int number, String json) {
        events.add(new Event(number, json));
    }

    void refuse(int code) {
        refusal = Optional.of(code);
    }

    @Override
    public Optional<Integer> refusal() {
        return refusal;
    }

    String version() {
        return version;
    }

    int begin() {
        return begin;
    }

    /** Number of the next event; empty after the last. */
    Optional<Integer> due() {
        return Optional.ofNullable(events.peek()).map(Event::number);
    }

    @Override
    public Optional<String> next() {
        synchronized (turns) {
            if (events.isEmpty() || !turns.isTurnOf(this)) {
                return Optional.empty();
            }
            String json = events.remove().json();
            turns.taken(this);
            return Optional.of(json);
        }
    }

    @Override
    public void onTurn(Runnable listener) {
        turns.listen(this, listener);
    }

    @Override
    public void close() {
        turns.forget(this);
        synchronized (turns) {
            events.clear();
            turns.moved();
        }
    }
}
