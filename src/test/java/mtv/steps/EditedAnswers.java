package mtv.steps;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.record.RecordedConnection.Answer;
import mtv.record.RecordedConnection.Request;

import java.util.List;
import java.util.Optional;

/** Changes what a collection of facts gets to read. Several sessions may use one at once. */
@FunctionalInterface
public interface EditedAnswers {

    /** Changes nothing. */
    EditedAnswers NONE = (asked, body) -> body;

    /**
     * @param body of an answer; never to be changed itself
     * @return the body itself where nothing is to be changed
     */
    JsonNode edit(Request asked, JsonNode body);

    /**
     * An answer in place of the one on the tape.
     *
     * @param time how often the same was asked in this collection so far, from 1
     */
    default Optional<Answer> instead(Request asked, int time) {
        return Optional.empty();
    }

    /** What a watch says, event by event; nothing by default, since every list is as its watch left it. */
    default List<String> events(Request watch) {
        return List.of();
    }
}
