package mtv.names.gotemplate;

import java.util.List;
import java.util.Map;

/** A piece of a template. */
sealed interface Node {

    void render(Map<String, ?> fields, StringBuilder out);

    /** Text outside of actions. */
    record Text(String text) implements Node {

        @Override
        public void render(Map<String, ?> fields, StringBuilder out) {
            out.append(text);
        }
    }

    /** <code>{{value}}</code>. */
    record Output(Expression value) implements Node {

        @Override
        public void render(Map<String, ?> fields, StringBuilder out) {
            out.append(TemplateValues.print(value.evaluate(fields)));
        }
    }

    /** <code>{{if condition}}then{{else}}otherwise{{end}}</code>; an else-if is a branch alone in its otherwise. */
    record Branch(Expression condition, List<Node> then, List<Node> otherwise) implements Node {

        @Override
        public void render(Map<String, ?> fields, StringBuilder out) {
            List<Node> taken = TemplateValues.isTrue(condition.evaluate(fields)) ? then : otherwise;
            taken.forEach(node -> node.render(fields, out));
        }
    }
}
