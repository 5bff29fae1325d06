package mtv.sandbox.apiserver.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.Runtime;
import io.kubernetes.client.proto.V1;
import io.kubernetes.client.proto.V1Apps;
import io.kubernetes.client.proto.V1Authentication;
import io.kubernetes.client.proto.V1Authorization;
import io.kubernetes.client.proto.V1Batch;
import io.kubernetes.client.proto.V1Rbac;
import io.kubernetes.client.proto.V1Storage;
import io.vertx.core.buffer.Buffer;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Kubernetes' binary form, in which kubectl and other Go programs send objects of the built-in kinds: it is turned into
 * the tree that the same object has as JSON. Answers are always JSON, which those clients accept as well.
 */
final class Protobuf {

    static final String TYPE = "application/vnd.kubernetes.protobuf";

    private static final ByteString MAGIC = ByteString.copyFromUtf8("k8s\0");
    private static final Map<String, FileDescriptor> FILES = Map.of(
            "v1", V1.getDescriptor(),
            "apps/v1", V1Apps.getDescriptor(),
            "authentication.k8s.io/v1", V1Authentication.getDescriptor(),
            "authorization.k8s.io/v1", V1Authorization.getDescriptor(),
            "batch/v1", V1Batch.getDescriptor(),
            "rbac.authorization.k8s.io/v1", V1Rbac.getDescriptor(),
            "storage.k8s.io/v1", V1Storage.getDescriptor());

    private Protobuf() {}

    static JsonNode read(Buffer body) {
        ByteString bytes = ByteString.copyFrom(body.getBytes());
        if (bytes.isEmpty()) {
            return Json.object();
        }
        try {
            if (!bytes.startsWith(MAGIC)) {
                throw ApiError.badRequest("the body of the request does not begin as " + TYPE + " does");
            }
            Runtime.Unknown envelope = Runtime.Unknown.parseFrom(bytes.substring(MAGIC.size()));
            String apiVersion = envelope.getTypeMeta().getApiVersion();
            String kind = envelope.getTypeMeta().getKind();
            Message message = DynamicMessage.parseFrom(type(apiVersion, kind), envelope.getRaw());
            return object(message).put("apiVersion", apiVersion).put("kind", kind);
        } catch (InvalidProtocolBufferException e) {
            throw ApiError.badRequest("the body of the request cannot be read: " + e.getMessage());
        }
    }

    private static Descriptor type(String apiVersion, String kind) {
        FileDescriptor file = "DeleteOptions".equals(kind) ? Meta.getDescriptor() : FILES.get(apiVersion);
        Descriptor type = file == null ? null : file.findMessageTypeByName(kind);
        if (type == null) {
            throw ApiError.unsupportedMediaType("no %s/%s in the body's format: accepted media types include: %s"
                    .formatted(apiVersion, kind, "application/json, application/yaml"));
        }
        return type;
    }

    private static ObjectNode object(Message message) {
        ObjectNode object = Json.object();
        message.getAllFields().forEach((field, value) -> {
            if (field.isMapField()) {
                ObjectNode map = object.putObject(field.getName());
                for (Object entry : (List<?>) value) {
                    put(map, (Message) entry);
                }
            } else if (field.isRepeated()) {
                ((List<?>) value)
                        .forEach(each ->
                                object.withArrayProperty(field.getName()).add(value(each)));
            } else if (!isUnset(value)) {
                object.set(field.getName(), value(value));
            }
        });
        return object;
    }

    private static void put(ObjectNode map, Message entry) {
        Descriptor type = entry.getDescriptorForType();
        FieldDescriptor key = type.findFieldByName("key");
        map.set(entry.getField(key).toString(), value(entry.getField(type.findFieldByName("value"))));
    }

    /** Go sends its zero values for texts and times that were never set. */
    private static boolean isUnset(Object value) {
        return value.equals("")
                || value instanceof Message message
                        && message.getDescriptorForType().getName().equals("Time")
                        && message.getAllFields().isEmpty();
    }

    private static JsonNode value(Object value) {
        return value instanceof Message message
                ? message(message)
                : Json.tree(value instanceof ByteString bytes ? bytes.toByteArray() : value);
    }

    /** The types whose JSON is not an object. */
    private static JsonNode message(Message message) {
        Descriptor type = message.getDescriptorForType();
        return switch (type.getName()) {
            case "Time", "MicroTime" ->
                Json.text(Instant.ofEpochSecond((Long) field(message, "seconds"), (Integer) field(message, "nanos"))
                        .toString());
            case "Quantity" -> value(field(message, "string"));
            case "IntOrString" -> value(field(message, field(message, "type").equals(0L) ? "intVal" : "strVal"));
            case "FieldsV1" -> Json.read(Buffer.buffer(((ByteString) field(message, "Raw")).toByteArray()), "");
            default -> object(message);
        };
    }

    private static Object field(Message message, String name) {
        return message.getField(message.getDescriptorForType().findFieldByName(name));
    }
}
