package mtv.settings.input;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Finds names of system properties and environment variables that look like a misspelt setting. Other programs use
 * these places too, so that an unknown name by itself is no mistake.
 */
final class MisspeltNames {
    /** Letters that may differ; with more of them it is another word. */
    private static final int SLIPS = 2;

    private MisspeltNames() {}

    /**
     * The setting that was probably meant, by the name that was written.
     *
     * @param spelling how a setting is written there: as it is, or in upper case
     */
    static Map<String, String> of(Collection<String> written, UnaryOperator<String> spelling) {
        List<String> known = Stream.concat(Keys.names().stream(), Stream.of(Keys.CONFIG_FILE))
                .map(spelling)
                .toList();
        Map<String, String> meant = new TreeMap<>();
        written.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> meant(name, known, spelling).ifPresent(key -> meant.put(name, key)));
        return meant;
    }

    private static Optional<String> meant(String name, List<String> known, UnaryOperator<String> spelling) {
        String plain = spelling.apply(name.toLowerCase(Locale.ROOT).replaceAll("[.-]", "_"));
        if (!plain.contains("_")) {
            return Optional.empty();
        }
        return known.contains(plain)
                ? Optional.of(plain)
                : Optional.of(name)
                        .filter(text -> text.contains("_"))
                        .flatMap(text -> NearestNames.within(SLIPS, plain, known));
    }
}
