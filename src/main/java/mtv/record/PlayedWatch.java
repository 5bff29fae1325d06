package mtv.record;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The events of one watch, each with the number of its line, by which it keeps its place among those of all. */
final class PlayedWatch implements Wire.Played {

    private final int begin;
    private final Turns turns;
    private final Deque<Event> events = new ArrayDeque<>();

    private record Event(int number, String json) {}

    /** @param begin number of the line in which it began */
    PlayedWatch(int begin, Turns turns) {
        this.begin = begin;
        this.turns = turns;
    }

    void add(int number, String json) {
        events.add(new Event(number, json));
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
            turns.moved();
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
