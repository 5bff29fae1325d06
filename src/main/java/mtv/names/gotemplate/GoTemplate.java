package mtv.names.gotemplate;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A template in the subset of Go's text/template that names are written in: fields, pipes, parentheses, literals,
 * if/else, comments and trim markers. Loops, variables and nested templates are refused by name. Values have Go's
 * types: an Integer is its int, a Long its int64, a Double its float64.
 */
public final class GoTemplate {

    private final String text;
    private final List<Node> nodes;

    private GoTemplate(String text, List<Node> nodes) {
        this.text = text;
        this.nodes = nodes;
    }

    /** @throws TemplateException when the text is no such template, or calls a function that is not known */
    public static GoTemplate parse(String text) {
        try {
            return new GoTemplate(text, new Parser(Lexer.tokens(text)).nodes());
        } catch (TemplateException e) {
            throw e.in(text);
        }
    }

    /** @throws TemplateException when a field is not known or a function refuses its arguments, as Go would */
    public String render(Map<String, ?> fields) {
        StringBuilder out = new StringBuilder();
        try {
            nodes.forEach(node -> node.render(fields, out));
        } catch (TemplateException e) {
            throw e.in(text);
        }
        return out.toString();
    }

    public static String render(String text, Map<String, ?> fields) {
        return parse(text).render(fields);
    }

    /** Names of the functions that a template may call. */
    public static Set<String> functions() {
        return Functions.names();
    }
}
