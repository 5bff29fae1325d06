package mtv.sandbox.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.ref.SoftReference;
import java.util.Map;

/**
 * An object as the store keeps it: nobody changes it, so it is written out once for all lists and watches, and shares
 * with the state before what has stayed as it was, because the history holds many states of one object.
 */
@SuppressWarnings("unchecked") // of deepCopy, as in JsonNode's own subclasses
final class Stored extends ObjectNode {

    private static final long serialVersionUID = 1L;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private transient volatile SoftReference<SerializableString> written = new SoftReference<>(null);

    /** @param before null when there was none */
    Stored(ObjectNode object, ObjectNode before) {
        super(JsonNodeFactory.instance);
        setAll(object);
        share(before, this);
    }

    /** What to keep: the older of two that are equal. */
    private static JsonNode share(JsonNode before, JsonNode now) {
        if (before == null || before == now || before.getNodeType() != now.getNodeType()) {
            return now;
        }
        boolean same = now.isContainerNode() ? before.size() == now.size() : before.equals(now);
        if (now instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                JsonNode old = before.get(field.getKey());
                field.setValue(share(old, field.getValue()));
                same &= field.getValue() == old;
            }
        }
        for (int i = 0; now instanceof ArrayNode array && i < array.size(); i++) {
            array.set(i, share(before.get(i), array.get(i)));
            same &= array.get(i) == before.get(i);
        }
        return same ? before : now;
    }

    @Override
    public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
        SerializableString known = written.get();
        if (known == null) {
            StringWriter text = new StringWriter();
            try (JsonGenerator once = JSON.createGenerator(text)) {
                super.serialize(once, provider);
            }
            known = new SerializedString(text.toString());
            written = new SoftReference<>(known);
        }
        generator.writeRawValue(known);
    }
}
