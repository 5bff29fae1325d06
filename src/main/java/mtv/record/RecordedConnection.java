package mtv.record;

import java.util.Map;
import java.util.Optional;

/** Stands between the suite and the network. It may record what passes, or answer in place of the network. */
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

        /** The watch is over, whoever ended it. */
        default void ended() {}

        /** The watch did not begin. */
        default void failed() {}
    }

    /** Neither records nor answers. */
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

        /** In place of the status when the server did not answer. */
        int NO_ANSWER = 0;

        /** HTTP status with which the server refused the watch, or {@link #NO_ANSWER}; empty when it began. */
        default Optional<Integer> refusal() {
            return Optional.empty();
        }

        /**
         * The next event, when it is its turn among the events of all watches; else empty, and also after the last one.
         */
        Optional<String> next();

        /** Whether it is the turn of the watch's end, which comes after its last event. */
        default boolean isOver() {
            return false;
        }

        /** Called whenever it may be the turn of the next event, or of the end. */
        void onTurn(Runnable listener);

        void close();
    }

    /** A watch has begun. */
    default Events watching(Request watch) {
        return event -> {};
    }

    /** The server has refused a watch with this HTTP status. */
    default void refused(Request watch, int code) {}

    /** Records facts that are not traffic and that a replay needs. */
    default void note(String what, Map<String, ?> facts) {}

    /** The facts that were recorded last under this name; empty when there are none, or this is no replay. */
    default Optional<Map<String, String>> noted(String what) {
        return Optional.empty();
    }

    /** Whether all answers come from a file. */
    default boolean isReplay() {
        return false;
    }
}
