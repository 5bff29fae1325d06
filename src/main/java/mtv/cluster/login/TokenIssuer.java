package mtv.cluster.login;

import mtv.settings.value.Secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Brings tokens, one after the other. */
public interface TokenIssuer {

    /** A new one; fails with a {@link LoginException} when there is none to be had. */
    CompletableFuture<IssuedToken> issue();

    /** Always the same, which somebody has obtained. */
    static TokenIssuer of(Secret token) {
        return () -> CompletableFuture.completedFuture(IssuedToken.given(token));
    }

    /** Whether it costs nothing to look whether there is another one already. */
    default boolean isAtHand() {
        return false;
    }

    /** What is in a file now; the kubelet replaces the token of a service account before it ends. */
    static TokenIssuer of(Path file) {
        return new TokenIssuer() {
            @Override
            public CompletableFuture<IssuedToken> issue() {
                try {
                    String token = Files.readString(file).strip();
                    return token.isEmpty()
                            ? CompletableFuture.failedFuture(refused(file, "is empty"))
                            : CompletableFuture.completedFuture(IssuedToken.given(new Secret(token)));
                } catch (IOException e) {
                    return CompletableFuture.failedFuture(refused(file, "cannot be read"));
                }
            }

            @Override
            public boolean isAtHand() {
                return true;
            }
        };
    }

    private static LoginException refused(Path file, String why) {
        return new LoginException(
                LoginException.Kind.REFUSED, "the token of the service account in " + file + " " + why);
    }
}
