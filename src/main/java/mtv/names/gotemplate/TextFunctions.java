package mtv.names.gotemplate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Sprig's functions on texts, which count in bytes of UTF-8. */
public final class TextFunctions {

    private static final Pattern REFERENCE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+)|(\\$))");
    private static final Pattern WORD_START = Pattern.compile("(?U)(?<![\\p{L}\\p{N}_])(?=\\p{L})(.)");
    private static final Pattern AFTER_SPACE = Pattern.compile("(?U)(?<!\\S)\\S");

    private TextFunctions() {}

    static String title(String text) {
        return WORD_START.matcher(text).replaceAll(first -> first.group().toUpperCase(Locale.ROOT));
    }

    static String untitle(String text) {
        return AFTER_SPACE
                .matcher(text)
                .replaceAll(first -> Matcher.quoteReplacement(first.group().toLowerCase(Locale.ROOT)));
    }

    /** The first byte of each word, as a character. */
    static String initials(String text) {
        StringBuilder initials = new StringBuilder();
        String bytes = new String(utf8(text), StandardCharsets.ISO_8859_1);
        AFTER_SPACE.matcher(bytes).results().forEach(first -> initials.append(first.group()));
        return initials.toString();
    }

    public static String trimAll(String characters, String text) {
        int start = 0;
        int end = text.length();
        while (start < end && characters.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && characters.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end);
    }

    static String trimPrefix(String prefix, String text) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    static String trimSuffix(String suffix, String text) {
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }

    /** A negative length keeps the end. */
    static String trunc(int length, String text) {
        int bytes = utf8(text).length;
        if (length < 0) {
            return bytes + length > 0 ? cut(text, bytes + length, bytes) : text;
        }
        return cut(text, 0, Math.min(length, bytes));
    }

    static String substr(int start, int end, String text) {
        int bytes = utf8(text).length;
        if (start < 0) {
            return cut(text, 0, end);
        }
        return cut(text, start, end < 0 || end > bytes ? bytes : end);
    }

    private static String cut(String text, int start, int end) {
        byte[] bytes = utf8(text);
        if (start < 0 || end > bytes.length || start > end) {
            throw new IndexOutOfBoundsException("slice bounds out of range [" + start + ":" + end + "]");
        }
        return new String(Arrays.copyOfRange(bytes, start, end), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Replaces all matches. The order of arguments is Go's, so that a pipe passes the replacement. */
    static String replaceAll(String regex, String text, String replacement) {
        StringBuilder out = new StringBuilder();
        Matcher found = compile(regex).matcher(text);
        int end = 0;
        int lastMatch = -1;
        while (found.find()) {
            boolean besideTheLast = found.end() == found.start() && found.start() == lastMatch;
            if (!besideTheLast) {
                out.append(text, end, found.start()).append(expand(replacement, found));
                end = found.end();
            }
            lastMatch = found.end();
        }
        return out.append(text.substring(end)).toString();
    }

    private static Pattern compile(String regex) {
        try {
            return Pattern.compile(regex.replace("(?P<", "(?<"));
        } catch (PatternSyntaxException e) {
            throw new TemplateException("\"" + regex + "\" is no regular expression: " + e.getDescription());
        }
    }

    /** <code>$1</code> and <code>${name}</code>; a group that does not exist or took no part is empty. */
    private static String expand(String replacement, Matcher found) {
        return REFERENCE
                .matcher(replacement)
                .replaceAll(reference -> Matcher.quoteReplacement(
                        reference.group(3) != null
                                ? "$"
                                : group(found, reference.group(1) == null ? reference.group(2) : reference.group(1))));
    }

    private static String group(Matcher found, String name) {
        try {
            String text = name.matches("\\d+") ? found.group(Integer.parseInt(name)) : found.group(name);
            return text == null ? "" : text;
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return "";
        }
    }
}
