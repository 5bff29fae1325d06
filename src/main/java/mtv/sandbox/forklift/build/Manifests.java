package mtv.sandbox.forklift.build;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.sandbox.json.Template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** The objects that MTV creates: {@code manifests.json} has one {@link Template} for each. */
public final class Manifests {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();
    private static final Map<String, Template> ALL = read("/mtv/sandbox/manifests.json");

    private Manifests() {}

    private static Map<String, Template> read(String resource) {
        try (InputStream in = Manifests.class.getResourceAsStream(resource)) {
            Map<String, Template> all = new TreeMap<>();
            JSON.readTree(in).properties().forEach(field -> all.put(field.getKey(), Template.of(field.getValue())));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    /** @param facts the values that the template names; null and absent ones are left out */
    public static GenericKubernetesResource object(String name, Map<String, ?> facts) {
        return JSON.convertValue(part(name, facts), GenericKubernetesResource.class);
    }

    static JsonNode part(String name, Map<String, ?> facts) {
        Template.Scope scope = new Template.Scope("", MissingNode.getInstance(), null);
        for (Map.Entry<String, ?> fact : facts.entrySet()) {
            scope = fact.getValue() == null ? scope : scope.with(fact.getKey(), JSON.valueToTree(fact.getValue()));
        }
        return ALL.get(name).in(scope);
    }
}
