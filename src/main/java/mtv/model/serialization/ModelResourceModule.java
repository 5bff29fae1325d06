package mtv.model.serialization;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import mtv.model.ModelResource;
import mtv.model.PlanSpec;
import mtv.model.VmStatus;

import java.util.Set;

/** Makes every {@link ModelResource} keep what it is read from, and write it back. */
final class ModelResourceModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    /** What is large in an object of many VMs, and mostly stays as it is from one state to the next. */
    private static final Set<Class<?>> PARTS = Set.of(PlanSpec.class, VmStatus.class);

    ModelResourceModule() {
        super("mtv-model");
        setDeserializerModifier(new Reading());
        setSerializerModifier(new Writing());
    }

    private static final class Reading extends BeanDeserializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> reader) {
            if (PARTS.contains(bean.getBeanClass())) {
                return new PartDeserializer(reader);
            }
            return ModelResource.class.isAssignableFrom(bean.getBeanClass())
                    ? new ModelResourceDeserializer(reader)
                    : reader;
        }
    }

    private static final class Writing extends BeanSerializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        @SuppressWarnings("unchecked")
        public JsonSerializer<?> modifySerializer(
                SerializationConfig config, BeanDescription bean, JsonSerializer<?> writer) {
            return ModelResource.class.isAssignableFrom(bean.getBeanClass())
                    ? new ModelResourceSerializer((JsonSerializer<Object>) writer)
                    : writer;
        }
    }
}
