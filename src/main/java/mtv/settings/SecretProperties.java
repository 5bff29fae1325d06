package mtv.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Secrets that were given with {@code -D}. Surefire writes all system properties of a run that is not green into its
 * XML report, whatever its settings say; so they are masked as soon as no run of this JVM needs them any more.
 */
public final class SecretProperties {

    static final String MASKED = "***";

    /** Also names that no setting has: a misspelt one, or that of another program. */
    private static final Pattern NAME =
            Pattern.compile("(?i).*(passw|pasw|passphrase|token|secret|credential|private_?key).*");

    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/\\s@]+(?=@)");

    /** Shorter texts are in other values by chance. */
    private static final int SHORTEST = 4;

    private SecretProperties() {}

    /** Masks the values of properties that are named like a secret, and where they are part of another value. */
    public static void maskAll() {
        mask(System.getProperties());
    }

    static void mask(Properties properties) {
        Collection<String> names = properties.stringPropertyNames();
        List<String> secrets = names.stream()
                .filter(name -> NAME.matcher(name).matches())
                .map(properties::getProperty)
                .filter(value -> value.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (String name : names) {
            String value = properties.getProperty(name);
            String masked = NAME.matcher(name).matches() ? MASKED : masked(value, secrets);
            if (!masked.equals(value)) {
                properties.setProperty(name, masked);
            }
        }
    }

    private static String masked(String value, List<String> secrets) {
        String masked = value;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASKED);
        }
        return USER_INFO.matcher(masked).replaceAll(MASKED);
    }
}
