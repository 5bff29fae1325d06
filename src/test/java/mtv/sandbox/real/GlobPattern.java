package mtv.sandbox.real;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The glob patterns of the recordings: {@code *} is any text, {@code ?} one character, {@code [..]} one of a set. */
final class GlobPattern {

    private static final Pattern PARTS = Pattern.compile("\\*|\\?|\\[!?]?[^]]*]|[^*?\\[]+|\\[");
    private static final Map<String, Pattern> MADE = new ConcurrentHashMap<>();

    private GlobPattern() {}

    static boolean matches(String text, String glob) {
        return MADE.computeIfAbsent(glob, GlobPattern::pattern).matcher(text).matches();
    }

    private static Pattern pattern(String glob) {
        return Pattern.compile(
                PARTS.matcher(glob).replaceAll(part -> java.util.regex.Matcher.quoteReplacement(regex(part.group()))),
                Pattern.DOTALL);
    }

    private static String regex(String part) {
        if (part.equals("*")) {
            return ".*";
        }
        if (part.equals("?")) {
            return ".";
        }
        boolean set = part.startsWith("[") && part.endsWith("]");
        return set ? "[" + part.substring(1).replace("\\", "\\\\").replaceFirst("^!", "^") : Pattern.quote(part);
    }
}
