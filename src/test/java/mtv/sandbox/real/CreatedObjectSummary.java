package mtv.sandbox.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** What of an object that MTV made can be compared; statuses were written by scripts in the recordings. */
record CreatedObjectSummary(Normalizer plain) {

    private static final List<String> MARKS =
            List.of("isDV", "isV2V", "forklift.app", "conversion-type", "step", "hook");

    /** Kind, name and marks: what it is for. */
    String role(RunSummary.Version version, String plan) {
        JsonNode labels = version.object().path("metadata").path("labels");
        String name = plain.of(version.name());
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
                        .append(plain.of(labels.path(mark).asText()));
            }
        }
        return role.toString();
    }

    ObjectNode of(RunSummary.Version version, boolean stays) {
        JsonNode object = version.object();
        JsonNode meta = object.path("metadata");
        ObjectNode told = JsonNodeFactory.instance.objectNode().put("stays", stays);
        if (!meta.path("labels").isEmpty()) {
            told.set("labels", plain.of(meta.path("labels")));
        }
        if (!meta.path("annotations").isEmpty() && !Set.of("Job", "Pod").contains(version.kind())) {
            told.set("annotations", Normalizer.there(plain.of(meta.path("annotations"))));
        }
        owners(meta, told);
        switch (version.kind()) {
            case "Secret", "ConfigMap" -> keys(object, told);
            case "Pod" -> containers(object.path("spec"), told);
            case "Job" -> containers(object.at("/spec/template/spec"), told);
            default -> spec(version.kind(), object, told);
        }
        return told;
    }

    private static void owners(JsonNode meta, ObjectNode told) {
        List<String> owners = new ArrayList<>();
        meta.path("ownerReferences")
                .forEach(owner -> owners.add(
                        owner.path("kind").asText() + (owner.path("controller").asBoolean() ? " controller" : "")));
        Collections.sort(owners);
        if (!owners.isEmpty()) {
            ArrayNode list = told.putArray("owners");
            owners.forEach(list::add);
        }
    }

    private static void keys(JsonNode object, ObjectNode told) {
        ObjectNode keys = Normalizer.there(object.path("data"));
        keys.setAll(Normalizer.there(object.path("binaryData")));
        told.set("keys", keys);
    }

    private static void containers(JsonNode spec, ObjectNode told) {
        ArrayNode containers = told.putArray("containers");
        for (String part : List.of("initContainers", "containers")) {
            spec.path(part).forEach(container -> containers.add(container.path("name")));
        }
        for (String key : List.of("restartPolicy", "nodeSelector")) {
            if (spec.has(key)) {
                told.set(key, spec.get(key));
            }
        }
    }

    /** Of a Conversion, whose values are the source's, only which fields there are. */
    private void spec(String kind, JsonNode object, ObjectNode told) {
        ObjectNode paths = Normalizer.paths(plain.of(object.path("spec")));
        boolean conversion = kind.equals("Conversion");
        told.set("spec", conversion ? Normalizer.there(paths) : paths);
        if (conversion) {
            JsonNode phase = object.at("/status/phase");
            told.set("phase", phase.isMissingNode() ? told.nullNode() : phase);
        }
    }
}
