package mtv.sandbox.mtv.runtime;

import io.fabric8.kubernetes.api.model.Secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reading what a Provider's Secret says. */
public final class Secrets {

    private Secrets() {}

    /** Decoded; an empty value counts as none. */
    public static Optional<String> value(Secret secret, String key) {
        return Optional.ofNullable(secret.getData())
                .map(data -> data.get(key))
                .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8))
                .filter(text -> !text.isEmpty());
    }

    /** All of it, decoded. */
    public static Map<String, String> values(Secret secret) {
        Map<String, String> values = new LinkedHashMap<>();
        Optional.ofNullable(secret.getData())
                .orElse(Map.of())
                .keySet()
                .forEach(key -> value(secret, key).ifPresent(text -> values.put(key, text)));
        return values;
    }

    public static boolean flag(Secret secret, String key) {
        return value(secret, key).filter(Boolean::parseBoolean).isPresent();
    }

    /** The certificate to verify against, under its newer or its older key. */
    public static Optional<String> ca(Secret secret) {
        return value(secret, "ca.crt").or(() -> value(secret, "cacert"));
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
