package mtv.record;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The recorded events of one watch, and its end. The number of its line gives each its place among those of all
 * watches.
 */
final class PlayedWatch implements RecordedConnection.Played {

    private final int begin;
    private final String version;
    private final Turns turns;
    private final Deque<Event> events = new ArrayDeque<>();

    private Optional<Integer> refusal = Optional.empty();
    private Optional<Integer> end = Optional.empty();

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

    void end(int number) {
        end = Optional.of(number);
    }

    @Override
    public Optional<Integer> refusal() {
        return refusal;
    }

    boolean isUnanswered() {
        return refusal.filter(code -> code == NO_ANSWER).isPresent();
    }

    String version() {
        return version;
    }

    int begin() {
        return begin;
    }

    /** Number of the next event, or of the end; empty when neither is to come. */
    Optional<Integer> due() {
        return Optional.ofNullable(events.peek()).map(Event::number).or(() -> end);
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
    public boolean isOver() {
        synchronized (turns) {
            return events.isEmpty() && end.isPresent() && turns.isTurnOf(this);
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
            end = Optional.empty();
            turns.moved();
        }
    }
}
