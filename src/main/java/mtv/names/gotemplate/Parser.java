package mtv.names.gotemplate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parses the tokens of a template. */
final class Parser {

    private static final Set<String> NOT_SUPPORTED =
            Set.of("range", "with", "define", "template", "block", "break", "continue");

    private final List<Token> tokens;
    private int position;

    Parser(List<Token> tokens) {
        this.tokens = tokens;
    }

    List<Node> nodes() {
        List<Node> nodes = until();
        if (position < tokens.size()) {
            throw new TemplateException("{{" + tokens.get(position + 1).text() + "}} without {{if}}");
        }
        return nodes;
    }

    /** The nodes up to the next end or else, or to the end of the template. */
    private List<Node> until() {
        List<Node> nodes = new ArrayList<>();
        while (position < tokens.size() && !opens("end") && !opens("else")) {
            Token token = next();
            nodes.add(token.is(Token.Type.TEXT) ? new Node.Text(token.text()) : action());
        }
        return nodes;
    }

    private boolean opens(String word) {
        return tokens.get(position).is(Token.Type.OPEN)
                && tokens.get(position + 1).isWord(word);
    }

    private Node action() {
        Token first = peek();
        if (first.is(Token.Type.WORD) && NOT_SUPPORTED.contains(first.text())) {
            throw TemplateException.ofGoAlone("{{" + first.text() + "}} is not supported");
        }
        if (first.isWord("if")) {
            position++;
            return branch();
        }
        return new Node.Output(pipeTo(Token.Type.CLOSE));
    }

    private Node branch() {
        Expression condition = pipeTo(Token.Type.CLOSE);
        List<Node> then = until();
        List<Node> otherwise = List.of();
        boolean chained = false;
        if (position < tokens.size() && opens("else")) {
            position += 2;
            chained = peek().isWord("if");
            if (chained) {
                position++;
                otherwise = List.of(branch());
            } else {
                expect(Token.Type.CLOSE);
                otherwise = until();
            }
        }
        if (!chained) {
            end();
        }
        return new Node.Branch(condition, then, otherwise);
    }

    private void end() {
        if (position >= tokens.size() || !opens("end")) {
            throw new TemplateException("{{if}} without {{end}}");
        }
        position += 2;
        expect(Token.Type.CLOSE);
    }

    /** Commands joined by pipes, each of which hands its value to the next as the last argument. */
    private Expression pipeTo(Token.Type close) {
        Expression value = command(null);
        while (peek().is(Token.Type.PIPE)) {
            position++;
            value = command(value);
        }
        expect(close);
        return value;
    }

    private Expression command(Expression piped) {
        List<Expression> parts = new ArrayList<>();
        Token first = peek();
        boolean call = first.is(Token.Type.WORD) && !TemplateValues.isConstant(first.text());
        position += call ? 1 : 0;
        while (startsOperand(peek())) {
            parts.add(operand());
        }
        if (piped != null) {
            parts.add(piped);
        }
        if (call) {
            return new Expression.Call(Functions.named(first.text()), parts);
        }
        if (!startsOperand(first)) {
            throw new TemplateException("a value is missing before \"" + first.text() + "\"");
        }
        if (parts.size() > 1) {
            throw new TemplateException("\"" + first.text() + "\" is no function, so it takes no arguments");
        }
        return parts.get(0);
    }

    private static boolean startsOperand(Token token) {
        return !Set.of(Token.Type.PIPE, Token.Type.CLOSE, Token.Type.RIGHT).contains(token.type());
    }

    private Expression operand() {
        Token token = next();
        return switch (token.type()) {
            case STRING -> new Expression.Literal(token.text());
            case CHARACTER -> new Expression.Literal(token.text().codePointAt(0));
            case NUMBER -> new Expression.Literal(TemplateValues.number(token.text()));
            case FIELD -> new Expression.Field(token.text().substring(1));
            case LEFT -> pipeTo(Token.Type.RIGHT);
            case WORD -> word(token.text());
            default -> throw new TemplateException("a value was expected instead of \"" + token.text() + "\"");
        };
    }

    private static Expression word(String word) {
        return TemplateValues.isConstant(word)
                ? new Expression.Literal(TemplateValues.constant(word))
                : new Expression.Call(Functions.named(word), List.of());
    }

    private void expect(Token.Type type) {
        Token token = next();
        if (!token.is(type)) {
            throw new TemplateException("\"" + token.text() + "\" stands where the action or parenthesis should end");
        }
    }

    private Token peek() {
        return tokens.get(position);
    }

    private Token next() {
        return tokens.get(position++);
    }
}
