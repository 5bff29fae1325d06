package mtv.sandbox.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.model.serialization.SharedNode;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.ref.SoftReference;
import java.util.Map;

/**
 * A stored object or a part of one, which is written out once however often it goes to clients. Of one with a long list
 * each item is written out once, so that a change of an item costs no more than the item.
 */
@SuppressWarnings("unchecked") // of deepCopy, as in JsonNode's own subclasses
class WrittenNode extends SharedNode {

    private static final long serialVersionUID = 1L;
    /** From so many items on a list is long. */
    private static final int LONG = 16;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Whether the whole text is worth its memory; with a long list in it, only those of the items are. */
    private final boolean kept;

    private transient volatile SoftReference<SerializableString> written = new SoftReference<>(null);

    /** @param fields become those of this node, and the items of long lists in them parts of their own */
    WrittenNode(ObjectNode fields) {
        super(fields);
        this.kept = !splitLists(this);
    }

    /** @return whether there is one */
    private static boolean splitLists(ObjectNode object) {
        boolean found = false;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (field.getValue() instanceof ArrayNode list && list.size() >= LONG) {
                found = true;
                for (int i = 0; i < list.size(); i++) {
                    if (list.get(i) instanceof ObjectNode item && !(item instanceof WrittenNode)) {
                        list.set(i, new WrittenNode(item));
                    }
                }
            } else if (field.getValue() instanceof ObjectNode inner) {
                found |= splitLists(inner);
            }
        }
        return found;
    }

    @Override
    public final void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
        if (!kept) {
            super.serialize(generator, provider);
            return;
        }
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
