package mtv.sandbox.mtv.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of Go's templates that names of volumes are written in: fields, pipes and some functions on text, whose last
 * argument is what comes through the pipe.
 */
public final class NameTemplate {

    private static final Pattern ACTION = Pattern.compile("\\{\\{-?(.*?)-?}}");
    private static final Pattern TOKEN = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|(\\|)|([^\\s|\"]+)");

    private static final Map<String, Call> FUNCTIONS = Map.of(
            "trunc", new Call(2, a -> trunc(Integer.parseInt(a.get(0)), a.get(1))),
            "lower", new Call(1, a -> a.get(0).toLowerCase(Locale.ROOT)),
            "upper", new Call(1, a -> a.get(0).toUpperCase(Locale.ROOT)),
            "trim", new Call(1, a -> a.get(0).strip()),
            "replace", new Call(3, a -> a.get(2).replace(a.get(0), a.get(1))),
            "trimSuffix",
                    new Call(
                            2,
                            a -> a.get(1).endsWith(a.get(0))
                                    ? dropEnd(a.get(1), a.get(0).length())
                                    : a.get(1)),
            "trimPrefix",
                    new Call(
                            2,
                            a -> a.get(1).startsWith(a.get(0))
                                    ? a.get(1).substring(a.get(0).length())
                                    : a.get(1)));

    private NameTemplate() {}

    private record Call(int arguments, Function<List<String>, String> body) {}

    /** @throws IllegalArgumentException when the template is not one of these, or names an unknown field */
    public static String render(String template, Map<String, ?> fields) {
        StringBuilder text = new StringBuilder();
        Matcher action = ACTION.matcher(template);
        while (action.find()) {
            action.appendReplacement(text, Matcher.quoteReplacement(evaluate(action.group(1), fields)));
        }
        action.appendTail(text);
        if (text.indexOf("{{") >= 0) {
            throw new IllegalArgumentException("unclosed action in " + template);
        }
        return text.toString();
    }

    private static String evaluate(String action, Map<String, ?> fields) {
        List<String> command = new ArrayList<>();
        String piped = null;
        Matcher token = TOKEN.matcher(action);
        while (token.find()) {
            if (token.group(2) != null) {
                piped = call(command, piped);
                command.clear();
            } else if (token.group(1) != null) {
                command.add('"' + token.group(1));
            } else {
                command.add(field(token.group(3), fields));
            }
        }
        return call(command, piped);
    }

    /** A text argument is marked by a leading quote, so that it is not taken for a function. */
    private static String field(String word, Map<String, ?> fields) {
        if (!word.startsWith(".")) {
            return word;
        }
        Object value = fields.get(word.substring(1));
        if (value == null) {
            throw new IllegalArgumentException("no such field: " + word);
        }
        return '"' + value.toString();
    }

    private static String call(List<String> command, String piped) {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("empty action");
        }
        if (command.get(0).startsWith("\"") && command.size() == 1 && piped == null) {
            return command.get(0).substring(1);
        }
        Call function = FUNCTIONS.get(command.get(0));
        if (function == null) {
            throw new IllegalArgumentException("function \"" + command.get(0) + "\" not defined");
        }
        List<String> arguments = new ArrayList<>(command.subList(1, command.size()).stream()
                .map(argument -> argument.startsWith("\"") ? argument.substring(1) : argument)
                .toList());
        if (piped != null) {
            arguments.add(piped);
        }
        if (arguments.size() != function.arguments()) {
            throw new IllegalArgumentException("wrong number of arguments for " + command.get(0));
        }
        return function.body().apply(arguments);
    }

    private static String trunc(int length, String text) {
        if (length < 0) {
            return text.length() > -length ? text.substring(text.length() + length) : text;
        }
        return text.length() > length ? text.substring(0, length) : text;
    }

    private static String dropEnd(String text, int length) {
        return text.substring(0, text.length() - length);
    }
}
