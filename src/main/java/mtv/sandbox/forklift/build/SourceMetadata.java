package mtv.sandbox.forklift.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import mtv.model.TagMapping;
import mtv.sandbox.sources.SimVm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tags and custom attributes of a vSphere VM: tags become labels with their description as value, custom attributes
 * become annotations. Characters that Kubernetes refuses are replaced.
 */
final class SourceMetadata {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "vsphere.forklift.konveyor.io/";
    private static final int LONGEST = 63;

    private SourceMetadata() {}

    static Map<String, String> labels(SimVm vm, TagMapping mapping) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (JsonNode tag : JSON.valueToTree(vm.shown()).path("tags")) {
            String name = tag.path("name").asText();
            if (isWanted(name, mapping) && !fit(name).isEmpty()) {
                labels.put(PREFIX + fit(name), fit(tag.path("description").asText()));
            }
        }
        return labels;
    }

    private static boolean isWanted(String tag, TagMapping mapping) {
        if (mapping == null) {
            return true;
        }
        List<String> listed = mapping.labelTags() == null ? List.of() : mapping.labelTags();
        return !Boolean.TRUE.equals(mapping.disabled())
                && (listed.isEmpty() || listed.stream().anyMatch(tag::equalsIgnoreCase));
    }

    /** The annotations, which do not depend on the Plan's tag mapping. */
    static Map<String, String> annotations(SimVm vm) {
        JsonNode shown = JSON.valueToTree(vm.shown());
        Map<String, String> annotations = new LinkedHashMap<>();
        for (JsonNode value : shown.path("customValues")) {
            for (JsonNode definition : shown.path("customDef")) {
                String name = fit(definition.path("name").asText());
                if (definition.path("key").equals(value.path("key")) && !name.isEmpty()) {
                    annotations.put(PREFIX + name, value.path("value").asText());
                }
            }
        }
        return annotations;
    }

    private static String fit(String text) {
        String legal = text.replaceAll("[^a-zA-Z0-9_.-]+", "_").replaceAll("^[_.-]+|[_.-]+$", "");
        return legal.length() <= LONGEST ? legal : legal.substring(0, LONGEST).replaceAll("[_.-]+$", "");
    }
}
