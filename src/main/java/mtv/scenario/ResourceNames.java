package mtv.scenario;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Names of all objects of a run. They are DNS labels of at most 63 characters, and contain the run's id, so that the
 * names of two runs differ.
 *
 * @param session the run's id, with which the name of every resource begins
 * @param prefix what the target namespace begins with
 */
public record ResourceNames(String session, String prefix) {
    private static final int LONGEST = 63;
    private static final int ID_LENGTH = 5;
    private static final int CHECKSUM_LENGTH = 10;
    private static final Pattern MARKED = Pattern.compile("(?:.*-)?[0-9a-f]{" + CHECKSUM_LENGTH + "}");
    /** Without letters and digits that look alike. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    /** The names of a new run, with a random id. */
    public static ResourceNames ofNewRun(String prefix) {
        return of(prefix, new SecureRandom());
    }

    static ResourceNames of(String prefix, RandomGenerator random) {
        StringBuilder id = new StringBuilder("mtv-");
        random.ints(ID_LENGTH, 0, ALPHABET.length()).forEach(index -> id.append(ALPHABET.charAt(index)));
        return new ResourceNames(id.toString(), prefix);
    }

    /** The prefix and the id; the id is never shortened. */
    public String targetNamespace() {
        return label(prefix + "-" + session);
    }

    public String resource(String suffix) {
        return label(session + "-" + suffix);
    }

    /**
     * The text as a DNS label. If it is too long, a checksum of the whole replaces its middle, so that two long names
     * stay different.
     */
    public static String label(String text) {
        String clean = clean(text);
        if (clean.isEmpty()) {
            throw new IllegalArgumentException("no letter or digit to make a name of: \"" + text + "\"");
        }
        if (clean.length() <= LONGEST) {
            return clean;
        }
        String middle = "-" + checksum(text) + "-";
        int kept = (LONGEST - middle.length()) / 2;
        return trim(clean.substring(0, kept)) + middle + trim(clean.substring(clean.length() - kept));
    }

    /**
     * The text as a part of names, which is different for different texts. It has a checksum, unless the text is a
     * label already and does not look like one with a checksum.
     */
    public static String distinct(String text) {
        String clean = clean(text);
        if (clean.equals(text) && !MARKED.matcher(text).matches()) {
            return text;
        }
        return (clean.isEmpty() ? "" : clean + "-") + checksum(text);
    }

    private static String clean(String text) {
        return trim(text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
    }

    /**
     * The checksum of the UTF-16 characters. An encoding would replace all unpaired surrogates by the same character.
     */
    private static String checksum(String text) {
        ByteBuffer characters = ByteBuffer.allocate(Character.BYTES * text.length());
        text.chars().forEach(each -> characters.putChar((char) each));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(characters.array());
            return HexFormat.of().formatHex(digest, 0, CHECKSUM_LENGTH / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == '-') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == '-') {
            end--;
        }
        return text.substring(start, end);
    }
}
