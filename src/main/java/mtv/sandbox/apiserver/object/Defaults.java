package mtv.sandbox.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.apiserver.request.ApiError;
import mtv.sandbox.apiserver.request.Json;
import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Meta;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What the API server itself adds to objects of the built-in kinds. */
public final class Defaults {

    /** Of every claim, from its creation on. */
    static final String CLAIM_PROTECTION = "kubernetes.io/pvc-protection";

    public static final String DEFINITIONS = "customresourcedefinitions.apiextensions.k8s.io";

    /** Keeps a definition until its last object is gone. */
    public static final String CLEANUP = "customresourcecleanup.apiextensions.k8s.io";

    private static final Set<String> PENDING_FIRST = Set.of("pods", "persistentvolumeclaims", "persistentvolumes");

    private static final Map<String, Consumer<ObjectNode>> NEW = Map.of(
            "namespaces",
            Defaults::namespace,
            DEFINITIONS,
            Defaults::definition,
            "secrets",
            Defaults::secret,
            "persistentvolumeclaims",
            Defaults::claim);

    private Defaults() {}

    static void onCreation(Kind kind, ObjectNode object) {
        if (PENDING_FIRST.contains(kind.resource())) {
            object.putObject("status").put("phase", "Pending");
        }
        NEW.getOrDefault(kind.resource(), nothing -> {}).accept(object);
    }

    static void onWrite(Kind kind, ObjectNode object) {
        if ("secrets".equals(kind.resource())) {
            encode(object);
        }
    }

    private static void namespace(ObjectNode namespace) {
        namespace.withObjectProperty("spec").putArray("finalizers").add("kubernetes");
        namespace.putObject("status").put("phase", "Active");
        Meta.of(namespace).withObjectProperty("labels").put("kubernetes.io/metadata.name", Meta.name(namespace));
    }

    private static void secret(ObjectNode secret) {
        if (!secret.has("type")) {
            secret.put("type", "Opaque");
        }
    }

    private static void claim(ObjectNode claim) {
        List<String> finalizers = Meta.finalizers(claim);
        if (!finalizers.contains(CLAIM_PROTECTION)) {
            finalizers.add(CLAIM_PROTECTION);
            Meta.finalizers(claim, finalizers);
        }
    }

    private static void definition(ObjectNode definition) {
        Meta.finalizers(definition, List.of(CLEANUP));
        ObjectNode status = definition.putObject("status");
        status.set("acceptedNames", definition.path("spec").path("names").deepCopy());
        status.set(
                "conditions",
                Json.tree(List.of(
                        Map.of("type", "NamesAccepted", "status", "True"),
                        Map.of("type", "Established", "status", "True"))));
    }

    /** {@code stringData} is write-only: it ends up in {@code data}. */
    private static void encode(ObjectNode secret) {
        JsonNode plain = secret.remove("stringData");
        if (plain != null) {
            plain.properties().forEach(entry -> {
                byte[] bytes = entry.getValue().asText().getBytes(StandardCharsets.UTF_8);
                secret.withObjectProperty("data")
                        .put(entry.getKey(), Base64.getEncoder().encodeToString(bytes));
            });
        }
        for (JsonNode value : secret.path("data")) {
            try {
                Base64.getDecoder().decode(value.asText(""));
            } catch (IllegalArgumentException e) {
                throw ApiError.badRequest(
                        "Secret in version \"v1\" cannot be handled as a Secret: illegal base64 data");
            }
        }
    }
}
