package mtv.sandbox.api;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Opaque bearer tokens as OpenShift's OAuth server hands them out. */
public final class Tokens {

    private static final String PREFIX = "sha256~";

    private final Map<String, String> users = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    /** A new token; the ones that the user has already stay valid. */
    public String issue(String user) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        users.put(token, user);
        return token;
    }

    public void revoke(String token) {
        users.remove(token);
    }

    public Optional<String> userOf(String token) {
        return Optional.ofNullable(users.get(token));
    }
}
