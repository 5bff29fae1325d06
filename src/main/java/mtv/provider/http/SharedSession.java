package mtv.provider.http;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.util.function.Predicate;

/**
 * One session with a platform for all threads: begun by the first call, renewed once when the platform has ended it.
 */
public final class SharedSession {

    private static final Logger LOG = LogManager.getLogger();

    private final Login login;
    private String token = "";

    /** Begins a session, and returns what names it. */
    @FunctionalInterface
    public interface Login {
        String begin() throws IOException;
    }

    /** A request of a session. */
    @FunctionalInterface
    public interface Call {
        HttpSession.Answer send(String token) throws IOException;
    }

    public SharedSession(Login login) {
        this.login = login;
    }

    /** @param lost whether an answer says that there is no such session, upon which the call is sent once more */
    public HttpSession.Answer send(Call call, Predicate<HttpSession.Answer> lost) throws IOException {
        String used = insteadOf("");
        HttpSession.Answer answer = call.send(used);
        return lost.test(answer) ? call.send(insteadOf(used)) : answer;
    }

    /** @param refused what the platform refused; empty for none */
    private synchronized String insteadOf(String refused) throws IOException {
        if (token.equals(refused)) {
            token = login.begin();
        }
        return token;
    }

    /** Ends the session if there is one; one that cannot be ended the platform ends after a while. */
    public synchronized void end(Call logout) {
        if (token.isEmpty()) {
            return;
        }
        try {
            logout.send(token);
        } catch (IOException e) {
            LOG.debug("A session with the source was not ended", e);
        }
        token = "";
    }
}
