package mtv.model.serialization;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.util.ClassUtil;
import mtv.model.UnreadableField;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.util.List;

/** Leaves out values that their properties cannot hold, records them, and continues with the rest. */
final class LenientHandler extends DeserializationProblemHandler {

    private static final Logger LOG = LogManager.getLogger();

    /**
     * An object of the model that is being read.
     *
     * @param parser of the object's own tree, which the context does not know
     * @param unreadable receives the fields that are left out
     */
    record Reading(JsonParser parser, List<UnreadableField> unreadable) {}

    static void begin(DeserializationContext context, Reading reading) {
        context.setAttribute(Reading.class, reading);
    }

    static void end(DeserializationContext context) {
        context.setAttribute(Reading.class, null);
    }

    /** How many fields of the object that is being read are left out so far. */
    static int leftOut(DeserializationContext context) {
        return context.getAttribute(Reading.class) instanceof Reading reading
                ? reading.unreadable().size()
                : 0;
    }

    @Override
    public Object handleWeirdStringValue(DeserializationContext context, Class<?> type, String value, String message) {
        return leaveOut(context, context.constructType(type), TextNode.valueOf(value));
    }

    @Override
    public Object handleWeirdNumberValue(DeserializationContext context, Class<?> type, Number value, String message) {
        return leaveOut(
                context, context.constructType(type), context.getNodeFactory().pojoNode(value));
    }

    @Override
    public Object handleUnexpectedToken(
            DeserializationContext context, JavaType type, JsonToken token, JsonParser parser, String message)
            throws IOException {
        return leaveOut(context, type, parser);
    }

    @Override
    public Object handleMissingInstantiator(
            DeserializationContext context,
            Class<?> type,
            ValueInstantiator instantiator,
            JsonParser parser,
            String message)
            throws IOException {
        return leaveOut(context, context.constructType(type), parser(context));
    }

    private static JsonParser parser(DeserializationContext context) {
        return context.getAttribute(Reading.class) instanceof Reading reading ? reading.parser() : context.getParser();
    }

    private static Object leaveOut(DeserializationContext context, JavaType type, JsonParser parser)
            throws IOException {
        JsonPointer where = parser.getParsingContext().pathAsPointer();
        return leaveOut(context, type, where, context.readTree(parser));
    }

    private static Object leaveOut(DeserializationContext context, JavaType type, JsonNode value) {
        return leaveOut(context, type, parser(context).getParsingContext().pathAsPointer(), value);
    }

    private static Object leaveOut(DeserializationContext context, JavaType type, JsonPointer where, JsonNode value) {
        UnreadableField field = UnreadableField.at(where, value, UnreadableField.words(type));
        if (context.getAttribute(Reading.class) instanceof Reading reading) {
            reading.unreadable().add(field);
        } else {
            LOG.debug("Left out: {}", field.describe());
        }
        return type.isPrimitive() ? ClassUtil.defaultValue(type.getRawClass()) : null;
    }
}
