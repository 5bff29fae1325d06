package mtv.model.serialization;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import com.fasterxml.jackson.databind.ser.ResolvableSerializer;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import mtv.model.ModelResource;

import java.io.IOException;

/** Writes what an object was read from, with the changes made since. */
final class ModelResourceSerializer extends JsonSerializer<Object>
        implements ContextualSerializer, ResolvableSerializer {

    private final JsonSerializer<Object> bean;

    ModelResourceSerializer(JsonSerializer<Object> bean) {
        this.bean = bean;
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializerProvider provider) throws IOException {
        ModelResource<?, ?> resource = (ModelResource<?, ?>) value;
        if (resource.origin().isEmpty()) {
            bean.serialize(value, generator, provider);
            return;
        }
        ObjectMapper mapper = (ObjectMapper) generator.getCodec();
        JsonNode origin = resource.origin().get();
        JsonNode before = known(mapper.treeToValue(origin, value.getClass()), mapper, provider);
        JsonNode after = known(value, mapper, provider);
        mapper.writeTree(generator, JsonChanges.apply(origin, before, after));
    }

    private JsonNode known(Object value, ObjectMapper mapper, SerializerProvider provider) throws IOException {
        try (TokenBuffer buffer = new TokenBuffer(mapper, false)) {
            bean.serialize(value, buffer, provider);
            return mapper.readTree(buffer.asParser());
        }
    }

    @Override
    public JsonSerializer<?> createContextual(SerializerProvider provider, BeanProperty property)
            throws JsonMappingException {
        JsonSerializer<?> contextual = provider.handleSecondaryContextualization(bean, property);
        return contextual == bean ? this : of(contextual);
    }

    @SuppressWarnings("unchecked")
    private static ModelResourceSerializer of(JsonSerializer<?> contextual) {
        return new ModelResourceSerializer((JsonSerializer<Object>) contextual);
    }

    @Override
    public void resolve(SerializerProvider provider) throws JsonMappingException {
        if (bean instanceof ResolvableSerializer resolvable) {
            resolvable.resolve(provider);
        }
    }
}
