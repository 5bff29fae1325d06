package mtv.sandbox.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Summarizes an object that MTV created for comparison. Statuses are left out, because scripts wrote them in the
 * recordings.
 */
record CreatedObjectSummary(Normalizer normalizer) {

    private static final List<String> MARKS =
            List.of("isDV", "isV2V", "forklift.app", "conversion-type", "step", "hook");

    /** The role of an object: kind, name and the labels that name its purpose. */
    String role(RunSummary.Version version, String plan) {
        JsonNode labels = version.object().path("metadata").path("labels");
        String name = normalizer.of(version.name());
        int at = name.indexOf(plan);
        if (at >= 0) {
            name = name.substring(0, at) + "{plan}" + name.substring(at + plan.length());
        }
        StringBuilder role = new StringBuilder(version.kind() + " " + name);
        for (String mark : MARKS) {
            if (!labels.path(mark).asText().isEmpty()) {
                role.append(' ')
                        .append(mark)
                        .append('=')
                        .append(normalizer.of(labels.path(mark).asText()));
            }
        }
        return role.toString();
    }

    ObjectNode of(RunSummary.Version version, boolean stays) {
        JsonNode object = version.object();
        JsonNode meta = object.path("metadata");
        ObjectNode summary = JsonNodeFactory.instance.objectNode().put("stays", stays);
        if (!meta.path("labels").isEmpty()) {
            summary.set("labels", normalizer.of(meta.path("labels")));
        }
        if (!meta.path("annotations").isEmpty() && !Set.of("Job", "Pod").contains(version.kind())) {
            summary.set("annotations", Normalizer.there(normalizer.of(meta.path("annotations"))));
        }
        owners(meta, summary);
        switch (version.kind()) {
            case "Secret", "ConfigMap" -> keys(object, summary);
            case "Pod" -> containers(object.path("spec"), summary);
            case "Job" -> containers(object.at("/spec/template/spec"), summary);
            default -> spec(version.kind(), object, summary);
        }
        return summary;
    }

    private static void owners(JsonNode meta, ObjectNode summary) {
        List<String> owners = new ArrayList<>();
        meta.path("ownerReferences")
                .forEach(owner -> owners.add(
                        owner.path("kind").asText() + (owner.path("controller").asBoolean() ? " controller" : "")));
        Collections.sort(owners);
        if (!owners.isEmpty()) {
            ArrayNode list = summary.putArray("owners");
            owners.forEach(list::add);
        }
    }

    private static void keys(JsonNode object, ObjectNode summary) {
        ObjectNode keys = Normalizer.there(object.path("data"));
        keys.setAll(Normalizer.there(object.path("binaryData")));
        summary.set("keys", keys);
    }

    private static void containers(JsonNode spec, ObjectNode summary) {
        ArrayNode containers = summary.putArray("containers");
        for (String part : List.of("initContainers", "containers")) {
            spec.path(part).forEach(container -> containers.add(container.path("name")));
        }
        for (String key : List.of("restartPolicy", "nodeSelector")) {
            if (spec.has(key)) {
                summary.set(key, spec.get(key));
            }
        }
    }

    /**
     * Summarizes the spec. Of a Conversion only the names of its fields are compared, because its values come from the
     * source.
     */
    private void spec(String kind, JsonNode object, ObjectNode summary) {
        ObjectNode paths = Normalizer.paths(normalizer.of(object.path("spec")));
        boolean conversion = kind.equals("Conversion");
        summary.set("spec", conversion ? Normalizer.there(paths) : paths);
        if (conversion) {
            JsonNode phase = object.at("/status/phase");
            summary.set("phase", phase.isMissingNode() ? summary.nullNode() : phase);
        }
    }
}
