package mtv.names.gotemplate;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Go's values in Java: how they are printed, which count as true, and how they become numbers. */
final class TemplateValues {

    private static final Map<String, Object> CONSTANTS = Map.of("true", true, "false", false);
    private static final Map<String, String> ESCAPES =
            Map.of("n", "\n", "t", "\t", "r", "\r", "\\", "\\", "\"", "\"", "'", "'");
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))");
    private static final Pattern WHOLE = Pattern.compile("[+-]?(\\d+)(\\.0*)?");
    /** From here on, and below {@link #SMALLEST_PLAIN}, Go writes a number with an exponent. */
    private static final double LARGEST_PLAIN = 1e21;

    private static final double SMALLEST_PLAIN = 1e-4;

    private TemplateValues() {}

    static boolean isConstant(String word) {
        return CONSTANTS.containsKey(word);
    }

    static Object constant(String word) {
        return CONSTANTS.get(word);
    }

    static Object number(String literal) {
        String digits = literal.replace("_", "");
        try {
            if (digits.matches("[+-]?(0|[1-9]\\d*|0[xX][0-9a-fA-F]+|0\\d+)")) {
                return Integer.decode(digits);
            }
            return Double.valueOf(digits);
        } catch (NumberFormatException e) {
            throw new TemplateException("\"" + literal + "\" is no number");
        }
    }

    static String unescape(String quoted) {
        return ESCAPE.matcher(quoted).replaceAll(found -> Matcher.quoteReplacement(character(found)));
    }

    private static String character(MatchResult found) {
        for (int group = 1; group <= 3; group++) {
            if (found.group(group) != null) {
                return Character.toString(Integer.parseInt(found.group(group), 16));
            }
        }
        String character = ESCAPES.get(found.group(4));
        if (character == null) {
            throw new TemplateException("\"\\" + found.group(4) + "\" is no escape");
        }
        return character;
    }

    /** Zero and empty are false. */
    static boolean isTrue(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        return value instanceof String text ? !text.isEmpty() : Boolean.TRUE.equals(value);
    }

    static String print(Object value) {
        return value == null ? "<no value>" : value instanceof Double number ? printFloat(number) : value.toString();
    }

    private static String printFloat(double number) {
        double size = Math.abs(number);
        boolean plain = number == 0 || (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN);
        if (!plain) {
            String java = Double.toString(number).replace(".0E", "E");
            return java.replaceFirst("E(\\d)", "e+$1").replace('E', 'e').replaceFirst("([-+])(\\d)$", "$10$2");
        }
        return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }

    /** Converts as Sprig does; a text that is no number is 0. */
    static long toLong(Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        Matcher whole = WHOLE.matcher(value instanceof String text ? text : "");
        return whole.matches() ? new BigDecimal(whole.group()).longValue() : Boolean.TRUE.equals(value) ? 1 : 0;
    }

    static double toDouble(Object value) {
        try {
            return value instanceof Number number ? number.doubleValue() : Double.parseDouble(String.valueOf(value));
        } catch (NumberFormatException e) {
            return Boolean.TRUE.equals(value) ? 1 : 0;
        }
    }

    /** Compares as Go does: texts, whole numbers, fractions and truth values, each with its own kind only. */
    static int compare(Object left, Object right) {
        if (left instanceof String a && right instanceof String b) {
            return a.compareTo(b);
        }
        if (isWhole(left) && isWhole(right)) {
            return Long.compare(toLong(left), toLong(right));
        }
        if (left instanceof Double a && right instanceof Double b) {
            return Double.compare(a, b);
        }
        if (left instanceof Boolean a && right instanceof Boolean b) {
            return Boolean.compare(a, b);
        }
        throw new TemplateException(
                "incompatible types for comparison: " + Functions.type(left) + " and " + Functions.type(right));
    }

    private static boolean isWhole(Object value) {
        return value instanceof Integer || value instanceof Long;
    }
}
