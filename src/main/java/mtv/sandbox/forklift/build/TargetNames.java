package mtv.sandbox.forklift.build;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes names that Kubernetes accepts. */
public final class TargetNames {

    private static final int LABEL = 63;
    private static final int SUBDOMAIN = 253;
    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    private TargetNames() {}

    public static boolean isLabel(String name) {
        return name.length() <= LABEL && DNS_LABEL.matcher(name).matches();
    }

    public static boolean isSubdomain(String name) {
        return name.length() <= SUBDOMAIN
                && Arrays.stream(name.split("\\.", -1))
                        .allMatch(part -> DNS_LABEL.matcher(part).matches());
    }

    /** The source's name in a valid form. A name of which nothing remains becomes a random one. */
    public static String normalise(String source) {
        String lower = trim(source.toLowerCase(Locale.ROOT), "-.");
        String joined = Arrays.stream(lower.split("\\."))
                .map(TargetNames::normalisePart)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("."));
        String name = trim(cut(joined, LABEL), "-.");
        return name.isEmpty() ? "vm-" + random(4) : name;
    }

    /** The VM's name for templates of volumes. Unlike {@link #normalise} it is the same each time. */
    public static String forTemplates(String wanted, String source, String vmId) {
        if (wanted != null) {
            return wanted;
        }
        if (isLabel(source)) {
            return source;
        }
        return normalise(source.matches(".*[A-Za-z0-9].*") ? source : vmId);
    }

    /** Another name when this one is taken. */
    public static String alternative(String taken) {
        return cut(taken, LABEL - 5) + "-" + random(4);
    }

    /** A random suffix like those that the API server appends to a generateName. */
    public static String random(int length) {
        return ThreadLocalRandom.current()
                .ints(length, 0, ALPHABET.length())
                .mapToObj(i -> ALPHABET.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    private static String normalisePart(String part) {
        String dashes = part.replaceAll("[_+*/\\\\ ]", "-").replaceAll("[^a-z0-9-]", "");
        return trim(cut(trim(dashes.replaceAll("-+", "-"), "-"), LABEL), "-");
    }

    private static String trim(String text, String characters) {
        return text.replaceAll("^[" + characters + "]+|[" + characters + "]+$", "");
    }

    private static String cut(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }
}
