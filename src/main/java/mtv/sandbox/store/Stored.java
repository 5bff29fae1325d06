package mtv.sandbox.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.StringWriter;

/** An object as the store keeps it: nobody changes it, so it is written out once for all lists and watches. */
@SuppressWarnings("unchecked") // of deepCopy, as in JsonNode's own subclasses
final class Stored extends ObjectNode {

    private static final long serialVersionUID = 1L;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private transient volatile SerializableString written;

    Stored(ObjectNode object) {
        super(JsonNodeFactory.instance);
        setAll(object);
    }

    @Override
    public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
        if (written == null) {
            StringWriter text = new StringWriter();
            try (JsonGenerator once = JSON.createGenerator(text)) {
                super.serialize(once, provider);
            }
            written = new SerializedString(text.toString());
        }
        generator.writeRawValue(written);
    }
}
