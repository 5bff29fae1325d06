package mtv.model.serialization;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ContainerNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import mtv.model.AnswerBody;
import mtv.model.ModelResource;
import mtv.model.UnexpectedAnswerException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one way in which the suite and the sandbox read and write Kubernetes objects.
 *
 * <p>A release of the product may send fields that the model does not know, or send values of another type. So an
 * unknown field is ignored, a value that its type cannot hold is left out, and an empty text counts as no object where
 * an object is expected. Objects of the model keep what they were read from, and are written back with all of it:
 * {@link ModelResource}.
 */
public final class ModelSerialization {

    /** Shared by all clients, because it learns the model's classes, which takes a while. */
    private static final KubernetesSerialization SHARED = new Answers(mapper());

    private static final Pattern MANIFEST = Pattern.compile("\\s*(#|---|(apiVersion|kind|metadata):)");

    private ModelSerialization() {}

    /** The serialization for every client. */
    public static KubernetesSerialization shared() {
        return SHARED;
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .withCoercionConfigDefaults(
                        config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsNull))
                .addHandler(new LenientHandler())
                .addModule(new ModelResourceModule())
                .build();
        mapper.configOverride(List.class).setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.SKIP));
        return mapper;
    }

    /**
     * Reads JSON, and manifests in YAML. Other answers, such as a web page of a proxy, are reported as what they are;
     * in a refusal they become the message.
     */
    private static final class Answers extends KubernetesSerialization {

        private final ObjectMapper mapper;
        private final EventReader events;

        Answers(ObjectMapper mapper) {
            super(mapper, true);
            this.mapper = mapper;
            this.events = new EventReader(mapper);
        }

        @Override
        public <T> T unmarshal(String text, Class<T> type) {
            return type == WatchEvent.class
                    ? events.read(text).map(type::cast).orElseGet(() -> super.unmarshal(text, type))
                    : super.unmarshal(text, type);
        }

        /** Reads a tree as it is, so that what parts of it were read as already serves again. */
        @Override
        public <T> T convertValue(Object value, Class<T> type) {
            if (!(value instanceof ContainerNode<?> tree) || JsonNode.class.isAssignableFrom(type)) {
                return super.convertValue(value, type);
            }
            try (NodeParser parser = new NodeParser(tree, mapper)) {
                return mapper.readValue(parser, type);
            } catch (IOException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }

        @Override
        public <T> T unmarshal(InputStream stream, TypeReference<T> type) {
            byte[] body = bytes(stream);
            String text = new String(body, StandardCharsets.UTF_8);
            Optional<String> instead =
                    MANIFEST.matcher(text).lookingAt() ? Optional.empty() : AnswerBody.insteadOfJson(text);
            if (instead.isPresent()) {
                return refusal(instead.get(), type);
            }
            try {
                return text.startsWith("{") && type.getType() == KubernetesResource.class
                        ? ofAnyKind(body)
                        : super.unmarshal(new ByteArrayInputStream(body), type);
            } catch (KubernetesClientException e) {
                throw unread(e, body.length);
            }
        }

        /**
         * Reads an answer of any kind, as deletions return it. The library would first load the classes of all kinds
         * that it knows, some thousand. That takes a second on a quiet machine, during which a sandbox's clock stands
         * still.
         */
        @SuppressWarnings("unchecked")
        private <T> T ofAnyKind(byte[] body) {
            JsonNode json = unmarshal(new ByteArrayInputStream(body), JsonNode.class);
            Class<? extends KubernetesResource> type = GenericKubernetesResource.class;
            if (json.path("kind").asText().equals("Status")) {
                type = Status.class;
            } else if (json.has("items")) {
                type = GenericKubernetesResourceList.class;
            }
            return (T) unmarshal(new ByteArrayInputStream(body), type);
        }

        /** The failure in words, because the library only says "An error has occurred." */
        private static RuntimeException unread(KubernetesClientException error, int bytes) {
            for (Throwable cause = error; cause != null; cause = cause.getCause()) {
                if (cause instanceof JsonEOFException) {
                    return new UnexpectedAnswerException("its answer ends in the middle, after " + bytes + " bytes");
                }
            }
            return error.getCause() instanceof JacksonException json
                    ? new UnexpectedAnswerException("its answer cannot be read: " + json.getOriginalMessage())
                    : error;
        }

        @SuppressWarnings("unchecked")
        private static <T> T refusal(String instead, TypeReference<T> type) {
            if (type.getType() == Status.class) {
                return (T) new StatusBuilder()
                        .withMessage(AnswerBody.ANSWERS_WITH + instead)
                        .build();
            }
            throw new UnexpectedAnswerException(AnswerBody.ANSWERS_WITH + instead);
        }

        private static byte[] bytes(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw KubernetesClientException.launderThrowable(e);
            }
        }
    }
}
