package mtv.sandbox.forklift.runtime;

import io.fabric8.kubernetes.api.model.Secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the content of a Provider's Secret. */
public final class ProviderSecrets {

    private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "FALSE", "False");

    private ProviderSecrets() {}

    /** A decoded value. An empty value counts as none. */
    public static Optional<String> value(Secret secret, String key) {
        return Optional.ofNullable(secret.getData())
                .map(data -> data.get(key))
                .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8))
                .filter(text -> !text.isEmpty());
    }

    /** All values, decoded. */
    public static Map<String, String> values(Secret secret) {
        Map<String, String> values = new LinkedHashMap<>();
        Optional.ofNullable(secret.getData())
                .orElse(Map.of())
                .keySet()
                .forEach(key -> value(secret, key).ifPresent(text -> values.put(key, text)));
        return values;
    }

    /** Whether a key exists, even if its value is empty. */
    public static boolean has(Secret secret, String key) {
        return secret.getData() != null && secret.getData().containsKey(key);
    }

    /** Whether a value means true. Any other text means false. */
    public static boolean flag(Secret secret, String key) {
        return value(secret, key).filter(TRUE::contains).isPresent();
    }

    /** Whether a text is a boolean in one of the spellings of Go. */
    public static boolean isFlag(String text) {
        return TRUE.contains(text) || FALSE.contains(text);
    }

    /** The CA certificate, under its newer or its older key. */
    public static Optional<String> ca(Secret secret) {
        return value(secret, "ca.crt").or(() -> value(secret, "cacert"));
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
