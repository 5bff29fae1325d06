package mtv.model.serialization;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import mtv.model.ModelResource;
import mtv.model.UnreadableField;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an object of the model whatever it contains. What {@link LenientHandler} is not asked about, such as a number
 * that is too long, is removed where the attempt failed, and the rest is read again.
 */
final class ModelResourceDeserializer extends DelegatingDeserializer {

    private static final long serialVersionUID = 1L;

    /** The number of attempts before the whole spec or status is given up. */
    private static final int ATTEMPTS = 20;

    ModelResourceDeserializer(JsonDeserializer<?> bean) {
        super(bean);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> bean) {
        return new ModelResourceDeserializer(bean);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonNode origin = parser instanceof NodeParser nodes ? nodes.take() : context.readTree(parser);
        JsonNode readable = origin;
        List<UnreadableField> unreadable = new ArrayList<>();
        for (int attempt = 1; ; attempt++) {
            List<UnreadableField> all = new ArrayList<>(unreadable);
            try {
                ModelResource<?, ?> read = bind(readable, context, all);
                List<UnreadableField> items =
                        all.stream().filter(UnreadableField::isItem).toList();
                if (unreadable.containsAll(items)) {
                    read.keep(origin, all);
                    return read;
                }
                unreadable.addAll(items);
                for (UnreadableField item : items) {
                    readable = without(readable, item.at());
                }
            } catch (JsonMappingException e) {
                JsonPointer at = pointer(e, attempt < ATTEMPTS ? e.getPath().size() : 1);
                if (at.matches() || readable.at(at).isMissingNode()) {
                    throw e;
                }
                unreadable.add(UnreadableField.at(at, readable.at(at), "something else"));
                readable = without(readable, at);
            }
        }
    }

    private ModelResource<?, ?> bind(JsonNode tree, DeserializationContext context, List<UnreadableField> unreadable)
            throws IOException {
        try (JsonParser parser = new NodeParser(tree, context.getParser().getCodec())) {
            LenientHandler.begin(context, new LenientHandler.Reading(parser, unreadable));
            parser.nextToken();
            ModelResource<?, ?> read = (ModelResource<?, ?>) super.deserialize(parser, context);
            if (read.getMetadata() == null) {
                read.setMetadata(new ObjectMeta());
            }
            return read;
        } finally {
            LenientHandler.end(context);
        }
    }

    private static JsonPointer pointer(JsonMappingException e, int length) {
        JsonPointer pointer = JsonPointer.empty();
        for (JsonMappingException.Reference step :
                e.getPath().subList(0, Math.min(length, e.getPath().size()))) {
            pointer = step.getFieldName() == null
                    ? pointer.appendIndex(step.getIndex())
                    : pointer.appendProperty(step.getFieldName());
        }
        return pointer;
    }

    private static JsonNode without(JsonNode tree, JsonPointer at) {
        JsonNode copy = tree.deepCopy();
        JsonNode parent = copy.at(at.head());
        if (parent instanceof ObjectNode object) {
            object.remove(at.last().getMatchingProperty());
        } else {
            ((ArrayNode) parent).setNull(at.last().getMatchingIndex());
        }
        return copy;
    }
}
