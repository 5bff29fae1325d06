package mtv.record;

import java.util.Map;
import java.util.Optional;

/** Stands where requests leave the suite and answers come in: it may look on, or answer itself. */
public interface RecordedConnection {

    /**
     * @param server {@code hub}, {@code remote}, {@code inventory} or {@code source}
     * @param target path and query
     * @param body empty for none
     */
    record Request(String server, String method, String target, String body) {}

    /**
     * @param code of HTTP; of a watch that was refused, too
     * @param date header of that name, empty without one
     * @param reason header by which MTV's inventory explains a 404, empty without one
     */
    record Answer(int code, String date, String reason, String body) {}

    /** Takes the events of one watch. */
    @FunctionalInterface
    interface Events {
        void event(String json);
    }

    /** Neither looks on nor answers. */
    RecordedConnection PLAIN = new RecordedConnection() {};

    /** The answer, when no network is needed for it. */
    default Optional<Answer> answer(Request request) {
        return Optional.empty();
    }

    /** The network has answered. */
    default void answered(Request request, Answer answer) {}

    /** The network is being asked: {@link #answered} or {@link #failed} follows. */
    default void asked(Request request) {}

    /** The network has not answered. */
    default void failed(Request request) {}

    /** All events of a watch, when no network is needed for it. */
    default Optional<Played> events(Request watch) {
        return Optional.empty();
    }

    /** A watch without a network. */
    interface Played {
        /** Code of HTTP by which the server did not let it begin; empty when it did. */
        default Optional<Integer> refusal() {
            return Optional.empty();
        }

        /** The next event, when it is its turn among those of all watches; empty while it is not, or after the last. */
        Optional<String> next();

        /** Called whenever it may be the turn of the next event. */
        void onTurn(Runnable listener);

        void close();
    }

    /** A watch has begun. */
    default Events watching(Request watch) {
        return event -> {};
    }

    /** The server has not let a watch begin, as its code of HTTP says. */
    default void refused(Request watch, int code) {}

    /** Something that is no traffic and that a replay must know. */
    default void note(String what, Map<String, ?> facts) {}

    /** What was noted last under this name, empty when nothing was or this is no replay. */
    default Optional<Map<String, String>> noted(String what) {
        return Optional.empty();
    }

    /** Whether all answers come from a file. */
    default boolean isReplay() {
        return false;
    }
}
