package mtv.text;

import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Makes hidden characters visible in text from clusters, guests, files and people. A character that cannot be seen,
 * that XML 1.0 forbids or that controls a terminal is replaced by its code point, such as {@code [U+001B]}. Everything
 * else stays as it is.
 *
 * <p>Hidden are control and format characters, line and paragraph separators, blanks other than the space, halves of
 * surrogate pairs, and the code points that are no characters.
 */
public final class Visible {

    private Visible() {}

    /** In one line: line ends are hidden characters too. Null stays null. */
    public static String line(String text) {
        return shown(text, Visible::isHidden);
    }

    /** Lines and tabs stay as they are. Null stays null. */
    public static String text(String text) {
        return shown(text, point -> isHidden(point) && point != '\n' && point != '\t');
    }

    /** Whether {@link #text} would change something. */
    public static boolean hides(String text) {
        return text != null && !text.equals(text(text));
    }

    /** The first hidden character as a person looks it up: {@code U+200B (ZERO WIDTH SPACE)}. */
    public static Optional<String> firstHidden(String text) {
        return text.codePoints()
                .filter(Visible::isHidden)
                .mapToObj(Visible::named)
                .findFirst();
    }

    public static String withoutHidden(String text) {
        return text.codePoints()
                .filter(point -> !isHidden(point))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    public static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            case Character.SPACE_SEPARATOR -> point != ' ';
            default -> isNoCharacter(point);
        };
    }

    private static boolean isNoCharacter(int point) {
        return (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
    }

    private static String shown(String text, IntPredicate hidden) {
        if (text == null || text.codePoints().noneMatch(hidden)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (hidden.test(point)) {
                shown.append('[').append(code(point)).append(']');
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }

    private static String named(int point) {
        String name = Character.getName(point);
        return code(point) + (name == null ? "" : " (" + name + ")");
    }

    private static String code(int point) {
        return String.format(Locale.ROOT, "U+%04X", point);
    }
}
