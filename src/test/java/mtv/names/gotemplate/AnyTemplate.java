package mtv.names.gotemplate;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Random templates, most of them such as a person might write and some with arguments of a wrong type. All of ASCII:
 * half of a character is text for Go, but no name for anybody.
 */
final class AnyTemplate {

    private static final List<String> TEXTS = List.of(
            ".VmName",
            ".TargetVmName",
            ".PlanName",
            ".FileName",
            ".Empty",
            "\"a-b_c\"",
            "\"Web 01\"",
            "`-`",
            "\"\"",
            "\"x\"");
    private static final List<String> NUMBERS = List.of(".DiskIndex", "0", "1", "3", "15", "-2");
    private static final List<String> ONE_TEXT =
            List.of("lower", "upper", "title", "untitle", "initials", "nospace", "trim", "print", "printf \"<%v>\"");
    private static final List<String> TEXT_BY_TEXT = List.of("trimAll", "trimPrefix", "trimSuffix", "default");
    private static final List<String> REGEXES = List.of("\"[^a-z0-9]+\"", "\"(e)(.)\"", "\"_\"", "\"^a*\"", "\"b?\"");
    private static final List<String> REPLACEMENTS = List.of("\"-\"", "\"\"", "\"$2$1\"", "\"${1}x\"", "\"$1x\"");
    private static final List<String> COMPARISONS = List.of("eq", "ne", "lt", "le", "gt", "ge");
    private static final List<String> ARITHMETIC = List.of("add", "sub", "mul", "max", "min", "div", "mod");

    private final Random random;

    AnyTemplate(long seed) {
        random = new Random(seed);
    }

    List<String> take(int count) {
        return Stream.generate(this::template).limit(count).toList();
    }

    private String template() {
        StringBuilder template = new StringBuilder();
        for (int i = random.nextInt(3) + 1; i > 0; i--) {
            template.append(pick(List.of("", "x ", "-", "\n"))).append(piece());
        }
        return template.toString();
    }

    private String piece() {
        String left = pick(List.of("{{", "{{ ", "{{- "));
        String right = pick(List.of("}}", " }}", " -}}"));
        return switch (random.nextInt(6)) {
            case 0 -> left + "if " + truth(2) + right + piece() + "{{else}}" + piece() + "{{end}}";
            case 1 -> left + number(2) + right;
            case 2 -> left + text(1) + " | " + pick(ONE_TEXT) + " | trunc " + pick(NUMBERS) + right;
            default -> left + text(3) + right;
        };
    }

    private String text(int depth) {
        if (depth == 0) {
            return pick(TEXTS);
        }
        String inner = "(" + (random.nextInt(40) == 0 ? number(depth - 1) : text(depth - 1)) + ")";
        return switch (random.nextInt(7)) {
            case 0 -> pick(ONE_TEXT) + " " + inner;
            case 1 -> pick(TEXT_BY_TEXT) + " " + pick(TEXTS) + " " + inner;
            case 2 -> "replace " + pick(TEXTS) + " " + pick(TEXTS) + " " + inner;
            case 3 ->
                pick(List.of("mustRegexReplaceAll ", "regexReplaceAll ")) + pick(REGEXES) + " " + inner + " "
                        + pick(REPLACEMENTS);
            case 4 -> "trunc " + pick(NUMBERS) + " " + inner;
            case 5 -> pick(List.of("substr 0 2 ", "substr 1 -1 ", "substr -1 2 ", "repeat 2 ")) + inner;
            default -> pick(TEXTS);
        };
    }

    private String number(int depth) {
        if (depth == 0) {
            return pick(NUMBERS);
        }
        return switch (random.nextInt(4)) {
            case 0 -> pick(ARITHMETIC) + " (" + number(depth - 1) + ") " + pick(NUMBERS);
            case 1 -> pick(List.of("floor", "ceil", "add1")) + " (" + number(depth - 1) + ")";
            case 2 -> "round 2.345 " + pick(List.of("0", "1", "2"));
            default -> pick(NUMBERS);
        };
    }

    private String truth(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> pick(COMPARISONS) + " " + pick(NUMBERS) + " (" + number(1) + ")";
            case 1 -> pick(COMPARISONS) + " " + pick(TEXTS) + " (" + text(1) + ")";
            case 2 -> pick(List.of("hasPrefix ", "hasSuffix ", "contains ")) + pick(TEXTS) + " " + pick(TEXTS);
            case 3 -> pick(List.of(".Shared", ".VmName", ".DiskIndex", ".Empty"));
            case 4 -> "not (" + truth(depth - 1) + ")";
            default -> pick(List.of("and", "or")) + " (" + truth(depth - 1) + ") (" + truth(depth - 1) + ")";
        };
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
