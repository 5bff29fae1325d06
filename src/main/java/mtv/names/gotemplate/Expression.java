package mtv.names.gotemplate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** An expression in an action, which computes a value. */
sealed interface Expression {

    Object evaluate(Map<String, ?> fields);

    /** A text, number or truth value. */
    record Literal(Object value) implements Expression {

        @Override
        public Object evaluate(Map<String, ?> fields) {
            return value;
        }
    }

    /** <code>.VmName</code>. */
    record Field(String name) implements Expression {

        @Override
        public Object evaluate(Map<String, ?> fields) {
            if (!fields.containsKey(name)) {
                throw new TemplateException(
                        "there is no field ." + name + "; known are " + new TreeSet<>(fields.keySet()));
            }
            return fields.get(name);
        }
    }

    /** A function with its arguments; what comes through a pipe is the last one. */
    record Call(Functions.Function function, List<Expression> arguments) implements Expression {

        @Override
        public Object evaluate(Map<String, ?> fields) {
            List<Object> values = new ArrayList<>();
            for (Expression argument : arguments) {
                values.add(argument.evaluate(fields));
                if (function.endsWith(values.get(values.size() - 1))) {
                    break;
                }
            }
            return function.call(values);
        }
    }
}
