package mtv.sandbox.apiserver.auth;

import mtv.sandbox.apiserver.request.Caller;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Opaque bearer tokens as OpenShift's OAuth server hands them out; those of service accounts have an end. */
public final class Tokens {

    private static final String PREFIX = "sha256~";

    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    Tokens(Clock clock) {
        this.clock = clock;
    }

    private record Grant(Caller caller, Instant end) {}

    /** A new token; the ones that the user has already stay valid. */
    public String issue(String user) {
        return issue(Caller.of(user), Instant.MAX);
    }

    public String issue(Caller caller, Instant end) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        grants.put(token, new Grant(caller, end));
        return token;
    }

    public void revoke(String token) {
        grants.remove(token);
    }

    /** For a user who is gone. */
    public void revokeAll(String user) {
        grants.values().removeIf(grant -> grant.caller().name().equals(user));
    }

    public Optional<String> userOf(String token) {
        return callerOf(token).map(Caller::name);
    }

    Optional<Caller> callerOf(String token) {
        return Optional.ofNullable(grants.get(token))
                .filter(grant -> grant.end().isAfter(clock.instant()))
                .map(Grant::caller);
    }
}
