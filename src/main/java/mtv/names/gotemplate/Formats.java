package mtv.names.gotemplate;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Formats values as Go's printf and print do. */
final class Formats {

    private static final Pattern VERB = Pattern.compile("%([-+ 0#]*\\d*(?:\\.\\d+)?)(.)");

    private Formats() {}

    /** Understands %s, %v, %d, %x, %X, %q, %t and %% with flags, width and precision. */
    static String printf(String format, List<Object> values) {
        Iterator<Object> rest = values.iterator();
        String text = VERB.matcher(format)
                .replaceAll(verb -> Matcher.quoteReplacement(
                        verb.group(2).equals("%") ? "%" : one(verb.group(1), verb.group(2), rest)));
        if (rest.hasNext()) {
            throw new TemplateException("printf \"" + format + "\" has more values than verbs");
        }
        return text;
    }

    private static String one(String flags, String verb, Iterator<Object> rest) {
        if (!rest.hasNext()) {
            throw new TemplateException("printf has no value for %" + flags + verb);
        }
        Object value = rest.next();
        boolean text = value instanceof String;
        boolean fits = switch (verb) {
            case "v" -> true;
            case "s", "q" -> text;
            case "d", "x", "X" -> value instanceof Integer || value instanceof Long;
            case "t" -> value instanceof Boolean;
            default -> false;
        };
        if (!fits) {
            throw new TemplateException("printf cannot write " + TemplateValues.print(value) + " of type "
                    + Functions.type(value) + " as %" + flags + verb);
        }
        return switch (verb) {
            case "v", "t" ->
                String.format(Locale.ROOT, "%" + flags.replace("0", "") + "s", TemplateValues.print(value));
            case "q" -> "\"" + ((String) value).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            default -> String.format(Locale.ROOT, "%" + flags + verb, value);
        };
    }

    /** Joins values, with a blank between two that are not texts. */
    static String print(List<Object> values) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            boolean blank = i > 0 && !(values.get(i) instanceof String) && !(values.get(i - 1) instanceof String);
            out.append(blank ? " " : "").append(TemplateValues.print(values.get(i)));
        }
        return out.toString();
    }

    static double round(double value, int places) {
        double power = Math.pow(10, places);
        double digits = power * value;
        double fraction = digits - (digits < 0 ? Math.ceil(digits) : Math.floor(digits));
        return (fraction >= 0.5 ? Math.ceil(digits) : Math.floor(digits)) / power;
    }
}
