package mtv.steps;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.record.RecordedConnection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers from a tape: a session is opened with the answers that the run got before its facts were collected, and then
 * the facts are collected as often as wanted, each time from the first answer on.
 */
final class AnswerPlayer implements RecordedConnection {

    private static final Answer NOT_FOUND = new Answer(
            404,
            "",
            "",
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"NotFound\","
                    + "\"message\":\"not on the tape\",\"code\":404}");
    private static final Answer DONE = new Answer(200, "", "", "{}");

    private final AnswerTape tape;
    private final Map<String, Integer> asked = new HashMap<>();
    private final Map<String, Integer> answered = new HashMap<>();
    private EditedAnswers edits;
    private boolean collecting;

    /** @param edits of the answers until the VMs are prepared */
    AnswerPlayer(AnswerTape tape, EditedAnswers edits) {
        this.tape = tape;
        this.edits = edits;
    }

    /** Begins a collection. */
    synchronized void collect(EditedAnswers edited) {
        edits = edited;
        collecting = true;
        asked.clear();
        answered.clear();
    }

    @Override
    public synchronized Optional<Answer> answer(Request request) {
        String key = AnswerTape.key(request);
        Optional<Answer> instead = edits.instead(request, asked.merge(key, 1, Integer::sum));
        return instead.isPresent() ? instead : Optional.of(fromTape(request, key));
    }

    private Answer fromTape(Request request, String key) {
        List<AnswerTape.Kept> kept = collecting ? tape.collected(request) : tape.before(request);
        if (kept.isEmpty()) {
            return request.method().equals("GET") ? unexpected(request) : DONE;
        }
        int time = answered.merge(key, 1, Integer::sum);
        return edited(kept.get(Math.min(time, kept.size()) - 1));
    }

    /** What a clean collection never asks, and an edited one may. */
    private Answer unexpected(Request request) {
        return tape.before(request).stream().findFirst().map(this::edited).orElse(NOT_FOUND);
    }

    private Answer edited(AnswerTape.Kept kept) {
        if (kept.body().isMissingNode()) {
            return kept.answer();
        }
        JsonNode body = edits.edit(kept.asked(), kept.body());
        return body == kept.body()
                ? kept.answer()
                : new Answer(
                        kept.answer().code(),
                        kept.answer().date(),
                        kept.answer().reason(),
                        body.toString());
    }

    @Override
    public synchronized Optional<Played> events(Request watch) {
        Deque<String> events = new ArrayDeque<>(collecting ? edits.events(watch) : List.of());
        return Optional.of(new Played() {
            @Override
            public Optional<String> next() {
                return Optional.ofNullable(events.poll());
            }

            @Override
            public void onTurn(Runnable listener) {
                // each event is asked for in its turn
            }

            @Override
            public void close() {
                events.clear();
            }
        });
    }

    @Override
    public Optional<Map<String, String>> noted(String what) {
        return tape.note(what);
    }

    @Override
    public boolean isReplay() {
        return true;
    }
}
