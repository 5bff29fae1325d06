package mtv.cluster.login;

import com.fasterxml.jackson.databind.ObjectMapper;
import mtv.settings.value.Secret;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A token that a login has brought.
 *
 * @param end by the clock of this machine; empty when it is not known, or when the token has none
 * @param ofThisRun whether it was made for this run, which therefore revokes it
 */
record IssuedToken(Secret token, Optional<Instant> end, boolean ofThisRun) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One that somebody else has obtained; those of service accounts say themselves when they end. */
    static IssuedToken given(Secret token) {
        return new IssuedToken(token, endOfJwt(token.reveal()), false);
    }

    static IssuedToken granted(Secret token, Optional<Duration> life) {
        return new IssuedToken(token, life.map(Instant.now()::plus), true);
    }

    private static Optional<Instant> endOfJwt(String token) {
        String[] parts = token.split("\\.");
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            long seconds = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]))
                    .path("exp")
                    .asLong();
            return seconds == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
