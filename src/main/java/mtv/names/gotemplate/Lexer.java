package mtv.names.gotemplate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Map.entry;

/** Splits a template into tokens. It drops comments, and the white space that trim markers remove. */
final class Lexer {

    private static final String OPEN = "{{";
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern TRIM_BEFORE = Pattern.compile("-(?=\\s)");
    private static final Pattern TRIM_AFTER = Pattern.compile("\\s+-}}");
    private static final Pattern COMMENT = Pattern.compile("/\\*(?s:.*?)\\*/(\\s+-)?}}");

    /** In the order in which they are tried. */
    private static final List<Map.Entry<Token.Type, Pattern>> TOKENS = List.of(
            entry(Token.Type.STRING, Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"")),
            entry(Token.Type.STRING, Pattern.compile("`[^`]*`")),
            entry(Token.Type.CHARACTER, Pattern.compile("'((?:[^'\\\\\\n]|\\\\.)+)'")),
            entry(Token.Type.NUMBER, Pattern.compile("[+-]?\\.?\\d[\\w.]*")),
            entry(Token.Type.FIELD, Pattern.compile("(?:\\.[A-Za-z_]\\w*)+|\\.")),
            entry(Token.Type.WORD, Pattern.compile("[A-Za-z_]\\w*")),
            entry(Token.Type.PIPE, Pattern.compile("\\|")),
            entry(Token.Type.LEFT, Pattern.compile("\\(")),
            entry(Token.Type.RIGHT, Pattern.compile("\\)")));

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private boolean trimsNext;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        while (lexer.position < text.length()) {
            lexer.textThenAction();
        }
        return lexer.tokens;
    }

    private void textThenAction() {
        int open = text.indexOf(OPEN, position);
        String before = text.substring(position, open < 0 ? text.length() : open);
        position = open < 0 ? text.length() : open + OPEN.length();
        boolean trims = open >= 0 && skip(TRIM_BEFORE);
        addText(before, trims);
        if (trims) {
            skip(SPACE);
        }
        if (open >= 0) {
            action();
        }
    }

    private void addText(String before, boolean trimsEnd) {
        String start = trimsNext ? before.stripLeading() : before;
        String kept = trimsEnd ? start.stripTrailing() : start;
        trimsNext = false;
        if (!kept.isEmpty()) {
            tokens.add(new Token(Token.Type.TEXT, kept));
        }
    }

    private void action() {
        Matcher comment = at(COMMENT);
        if (comment.lookingAt()) {
            trimsNext = comment.group(1) != null;
            position = comment.end();
            return;
        }
        tokens.add(new Token(Token.Type.OPEN, OPEN));
        while (!closed()) {
            if (!skip(SPACE)) {
                tokens.add(token());
            }
        }
        tokens.add(new Token(Token.Type.CLOSE, "}}"));
    }

    private boolean closed() {
        if (position >= text.length()) {
            throw new TemplateException("an action is not closed by }}");
        }
        trimsNext = skip(TRIM_AFTER);
        if (trimsNext || !text.startsWith("}}", position)) {
            return trimsNext;
        }
        position += 2;
        return true;
    }

    private Token token() {
        for (Map.Entry<Token.Type, Pattern> kind : TOKENS) {
            Matcher found = at(kind.getValue());
            if (found.lookingAt()) {
                position = found.end();
                return new Token(kind.getKey(), content(kind.getKey(), found));
            }
        }
        String message = "cannot read \"" + text.substring(position)
                + "\"; variables, declarations and commas are not supported";
        throw text.startsWith("$", position) ? TemplateException.ofGoAlone(message) : new TemplateException(message);
    }

    private static String content(Token.Type type, Matcher found) {
        boolean quoted = found.groupCount() == 1;
        boolean raw = type == Token.Type.STRING && !quoted;
        return quoted
                ? TemplateValues.unescape(found.group(1))
                : raw ? found.group().substring(1, found.group().length() - 1) : found.group();
    }

    private boolean skip(Pattern pattern) {
        Matcher found = at(pattern);
        boolean matches = found.lookingAt();
        position = matches ? found.end() : position;
        return matches;
    }

    private Matcher at(Pattern pattern) {
        return pattern.matcher(text).region(position, text.length()).useTransparentBounds(true);
    }
}
