package mtv.scenario;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * Makes every name of a run, so that two runs never meet: DNS labels, at most 63 characters, all with the run's id.
 *
 * @param session the run's id, which every resource name begins with
 * @param prefix what the target namespace begins with
 */
public record Names(String session, String prefix) {
    private static final int LONGEST = 63;
    private static final int ID_LENGTH = 5;
    /** No letter or digit that reads like another one. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    /** Names of a new run, with an id that no other run has. */
    public static Names ofNewRun(String prefix) {
        return of(prefix, new SecureRandom());
    }

    static Names of(String prefix, RandomGenerator random) {
        StringBuilder id = new StringBuilder("mtv-");
        random.ints(ID_LENGTH, 0, ALPHABET.length()).forEach(index -> id.append(ALPHABET.charAt(index)));
        return new Names(id.toString(), prefix);
    }

    /** The prefix first, then the id, which is never cut. */
    public String targetNamespace() {
        return label(prefix + "-" + session);
    }

    public String resource(String suffix) {
        return label(session + "-" + suffix);
    }

    /**
     * The text as a DNS label. One that is too long loses its middle, where a checksum of the whole keeps two long
     * names apart.
     */
    public static String label(String text) {
        String clean = trim(text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
        if (clean.isEmpty()) {
            throw new IllegalArgumentException("no letter or digit to make a name of: \"" + text + "\"");
        }
        if (clean.length() <= LONGEST) {
            return clean;
        }
        CRC32 checksum = new CRC32();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        String middle = String.format(Locale.ROOT, "-%08x-", checksum.getValue());
        int kept = (LONGEST - middle.length()) / 2;
        return trim(clean.substring(0, kept)) + middle + trim(clean.substring(clean.length() - kept));
    }

    private static String trim(String text) {
        return text.replaceAll("^-+|-+$", "");
    }
}
