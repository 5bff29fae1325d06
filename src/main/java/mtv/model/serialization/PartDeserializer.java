package mtv.model.serialization;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;

import java.io.IOException;

/** Reads a part of an object of the model, and a {@link SharedNode} only once if all of it can be read. */
final class PartDeserializer extends DelegatingDeserializer {

    private static final long serialVersionUID = 1L;

    PartDeserializer(JsonDeserializer<?> bean) {
        super(bean);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> bean) {
        return new PartDeserializer(bean);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!(parser instanceof NodeParser nodes && nodes.container() instanceof SharedNode part)) {
            return super.deserialize(parser, context);
        }
        if (handledType().isInstance(part.read())) {
            nodes.skipChildren();
            return part.read();
        }
        int unreadable = LenientHandler.leftOut(context);
        Object read = super.deserialize(parser, context);
        if (LenientHandler.leftOut(context) == unreadable) {
            part.remember(read);
        }
        return read;
    }
}
