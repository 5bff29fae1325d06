package mtv.names.gotemplate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static mtv.names.gotemplate.TemplateValues.compare;
import static mtv.names.gotemplate.TemplateValues.isTrue;
import static mtv.names.gotemplate.TemplateValues.print;
import static mtv.names.gotemplate.TemplateValues.toDouble;
import static mtv.names.gotemplate.TemplateValues.toLong;

/**
 * The functions that a name template may call: those that MTV registers (Sprig's for texts and numbers), Go's own, and
 * of Sprig's others {@code default} and {@code regexReplaceAll}, which MTV refuses as of now.
 */
final class Functions {

    private static final Map<String, Function> ALL = Stream.of(texts(), numbers(), logic())
            .flatMap(List::stream)
            .collect(Collectors.toMap(Function::name, f -> f, (a, b) -> a, TreeMap::new));

    private Functions() {}

    /** What a function computes. */
    private interface Body {
        Object apply(List<Object> arguments);
    }

    /**
     * @param parameters one letter each: s a text, i an int, a anything; {@code *} repeats the last one, none included
     */
    record Function(String name, String parameters, Body body) {

        Object call(List<Object> arguments) {
            boolean open = parameters.endsWith("*");
            int declared = open ? parameters.length() - 1 : parameters.length();
            int least = open ? declared - 1 : declared;
            if (arguments.size() < least || (!open && arguments.size() > declared)) {
                throw new TemplateException(
                        name + " takes " + least + (open ? " or more" : "") + " arguments, not " + arguments.size());
            }
            for (int i = 0; i < arguments.size(); i++) {
                require(parameters.charAt(Math.min(i, declared - 1)), arguments.get(i));
            }
            try {
                return body.apply(arguments);
            } catch (ArithmeticException | IndexOutOfBoundsException e) {
                throw new TemplateException(name + " of " + arguments + " fails: " + e.getMessage());
            }
        }

        /** Whether this argument decides {@code and} or {@code or}, which then evaluate no further ones. */
        boolean endsWith(Object argument) {
            return name.equals(isTrue(argument) ? "or" : "and");
        }

        private void require(char parameter, Object argument) {
            boolean fits = parameter == 'a'
                    || (parameter == 's' && argument instanceof String)
                    || (parameter == 'i' && argument instanceof Integer);
            if (!fits) {
                throw new TemplateException(name + " wants " + (parameter == 's' ? "a string" : "an int") + ", not "
                        + print(argument) + " of type " + type(argument));
            }
        }
    }

    static Set<String> names() {
        return new TreeSet<>(ALL.keySet());
    }

    static Function named(String name) {
        Function function = ALL.get(name);
        if (function == null) {
            throw new TemplateException(
                    "function \"" + name + "\" is not known; known are " + String.join(" ", ALL.keySet()));
        }
        return function;
    }

    /** As Go calls it. */
    static String type(Object value) {
        return value == null
                ? "nil"
                : switch (value.getClass().getSimpleName()) {
                    case "Integer" -> "int";
                    case "Long" -> "int64";
                    case "Double" -> "float64";
                    case "Boolean" -> "bool";
                    default -> "string";
                };
    }

    private static List<Function> texts() {
        return List.of(
                new Function("lower", "s", a -> text(a, 0).toLowerCase(Locale.ROOT)),
                new Function("upper", "s", a -> text(a, 0).toUpperCase(Locale.ROOT)),
                new Function("title", "s", a -> TextFunctions.title(text(a, 0))),
                new Function("untitle", "s", a -> TextFunctions.untitle(text(a, 0))),
                new Function("initials", "s", a -> TextFunctions.initials(text(a, 0))),
                new Function("nospace", "s", a -> text(a, 0).replaceAll("(?U)\\s", "")),
                new Function("trim", "s", a -> text(a, 0).strip()),
                new Function("trimAll", "ss", a -> TextFunctions.trimAll(text(a, 0), text(a, 1))),
                new Function("trimPrefix", "ss", a -> TextFunctions.trimPrefix(text(a, 0), text(a, 1))),
                new Function("trimSuffix", "ss", a -> TextFunctions.trimSuffix(text(a, 0), text(a, 1))),
                new Function("contains", "ss", a -> text(a, 1).contains(text(a, 0))),
                new Function("hasPrefix", "ss", a -> text(a, 1).startsWith(text(a, 0))),
                new Function("hasSuffix", "ss", a -> text(a, 1).endsWith(text(a, 0))),
                new Function("replace", "sss", a -> text(a, 2).replace(text(a, 0), text(a, 1))),
                new Function("repeat", "is", a -> text(a, 1).repeat(Math.max(0, number(a, 0)))),
                new Function("trunc", "is", a -> TextFunctions.trunc(number(a, 0), text(a, 1))),
                new Function("substr", "iis", a -> TextFunctions.substr(number(a, 0), number(a, 1), text(a, 2))),
                new Function(
                        "mustRegexReplaceAll",
                        "sss",
                        a -> TextFunctions.replaceAll(text(a, 0), text(a, 1), text(a, 2))),
                new Function(
                        "regexReplaceAll", "sss", a -> TextFunctions.replaceAll(text(a, 0), text(a, 1), text(a, 2))),
                new Function("printf", "sa*", a -> Formats.printf(text(a, 0), a.subList(1, a.size()))),
                new Function("print", "a*", Formats::print),
                new Function("len", "s", a -> text(a, 0).getBytes(StandardCharsets.UTF_8).length));
    }

    private static List<Function> numbers() {
        return List.of(
                new Function("add", "a*", a -> longs(a).sum()),
                new Function("add1", "a", a -> toLong(a.get(0)) + 1),
                new Function("sub", "aa", a -> toLong(a.get(0)) - toLong(a.get(1))),
                new Function("mul", "aa*", a -> longs(a).reduce(1, (x, y) -> x * y)),
                new Function("div", "aa", a -> toLong(a.get(0)) / toLong(a.get(1))),
                new Function("mod", "aa", a -> toLong(a.get(0)) % toLong(a.get(1))),
                new Function("max", "aa*", a -> longs(a).max().orElseThrow()),
                new Function("min", "aa*", a -> longs(a).min().orElseThrow()),
                new Function("floor", "a", a -> Math.floor(toDouble(a.get(0)))),
                new Function("ceil", "a", a -> Math.ceil(toDouble(a.get(0)))),
                new Function("round", "ai", a -> Formats.round(toDouble(a.get(0)), number(a, 1))));
    }

    private static List<Function> logic() {
        return List.of(
                new Function("default", "aa*", a -> a.size() > 1 && isTrue(a.get(1)) ? a.get(1) : a.get(0)),
                new Function("and", "aa*", a -> a.get(a.size() - 1)),
                new Function("or", "aa*", a -> a.get(a.size() - 1)),
                new Function("not", "a", a -> !isTrue(a.get(0))),
                new Function("eq", "aaa*", a -> a.stream().skip(1).anyMatch(v -> compare(a.get(0), v) == 0)),
                new Function("ne", "aa", a -> compare(a.get(0), a.get(1)) != 0),
                new Function("lt", "aa", a -> compare(a.get(0), a.get(1)) < 0),
                new Function("le", "aa", a -> compare(a.get(0), a.get(1)) <= 0),
                new Function("gt", "aa", a -> compare(a.get(0), a.get(1)) > 0),
                new Function("ge", "aa", a -> compare(a.get(0), a.get(1)) >= 0));
    }

    private static String text(List<Object> arguments, int index) {
        return (String) arguments.get(index);
    }

    private static int number(List<Object> arguments, int index) {
        return (Integer) arguments.get(index);
    }

    private static LongStream longs(List<Object> values) {
        return values.stream().mapToLong(TemplateValues::toLong);
    }
}
