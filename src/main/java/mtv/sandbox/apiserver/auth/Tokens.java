package mtv.sandbox.apiserver.auth;

import mtv.sandbox.apiserver.request.Caller;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

    /**
     * The token of this user that has this name as an object of OpenShift's API: its digest, since nobody else is to
     * know the token.
     */
    Optional<String> named(String user, String name) {
        return grants.entrySet().stream()
                .filter(grant -> grant.getValue().caller().name().equals(user))
                .map(Map.Entry::getKey)
                .filter(token -> name(token).equals(name))
                .findFirst();
    }

    private static String name(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(token.substring(PREFIX.length()).getBytes(StandardCharsets.UTF_8));
            return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
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
