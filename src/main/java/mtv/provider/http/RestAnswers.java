package mtv.provider.http;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the answers of a platform's REST API come to.
 *
 * @param platform for messages
 * @param fault the platform's own words in the body of a refusal
 */
public record RestAnswers(String platform, Function<JsonNode, String> fault) {

    /**
     * The answer itself, when it is a good one.
     *
     * @param what completes "… refused to …"
     * @throws IOException for a refusal, with the platform's own words
     */
    public HttpSession.Answer good(HttpSession.Answer answer, String what) throws IOException {
        if (!answer.ok()) {
            throw new IOException(platform + " refused to " + what + ": " + answer.status() + " " + reason(answer));
        }
        return answer;
    }

    /** What is no JSON is told in words, too. */
    private String reason(HttpSession.Answer answer) {
        try {
            return fault.apply(answer.json());
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    /** Empty when there is nothing. */
    public Optional<JsonNode> found(HttpSession.Answer answer, String what) throws IOException {
        return answer.status() == HttpURLConnection.HTTP_NOT_FOUND
                ? Optional.empty()
                : Optional.of(good(answer, what).json());
    }

    /** Of a deletion: what is not there any more is no error. */
    public void requireGone(HttpSession.Answer answer, String what) throws IOException {
        if (answer.status() != HttpURLConnection.HTTP_NOT_FOUND) {
            good(answer, what);
        }
    }
}
