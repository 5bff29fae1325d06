package mtv.check.placement;

import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.Since;
import mtv.check.compare.VmFacts;
import mtv.model.TagMapping;
import mtv.vm.Fact;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Compares the tags of a source VM, which become labels with their description as value, and its attributes, which
 * become annotations, in the form that Kubernetes takes.
 */
final class SourceTags implements Rule<VmFacts> {

    private static final String PREFIX = "vsphere.forklift.konveyor.io/";
    private static final int LONGEST = 63;

    @Override
    public void compare(VmFacts vm, Findings findings) {
        Fact<Map<String, String>> tags = vm.source().tags();
        Fact<Map<String, String>> attributes = vm.source().attributes();
        if (!tags.isKnown() || !attributes.isKnown()) {
            findings.notComparable("tags and attributes", tags.isKnown() ? attributes.origin() : tags.origin());
            return;
        }
        Map<String, String> labels = labels(tags.get(), vm.expected().plan().tagMapping());
        Map<String, String> annotations = new TreeMap<>();
        attributes.get().forEach((name, value) -> annotations.put(PREFIX + legal(name), value));
        annotations.remove(PREFIX);
        Optional<String> leftOut = Since.absent(vm.expected(), "source-tags");
        if (labels.isEmpty() && annotations.isEmpty()) {
            findings.notComparable("tags and attributes", "the source VM has none that MTV takes over");
        } else if (leftOut.isPresent()) {
            findings.notComparable("tags and attributes", leftOut.get());
        } else {
            findings.entries(
                    key -> "label " + key,
                    labels,
                    "tags of the source",
                    vm.actual().labels(),
                    "metadata.labels");
            findings.entries(
                    key -> "annotation " + key,
                    annotations,
                    "attributes of the source",
                    vm.actual().annotations(),
                    "metadata.annotations");
        }
    }

    private static Map<String, String> labels(Map<String, String> tags, TagMapping mapping) {
        Map<String, String> labels = new TreeMap<>();
        tags.forEach((name, description) -> {
            if (isWanted(name, mapping) && !legal(name).isEmpty()) {
                labels.put(PREFIX + legal(name), legal(description));
            }
        });
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

    /** What a label's value may be: other characters become one underscore, which does not stand at an end. */
    private static String legal(String text) {
        String legal = text.replaceAll("[^a-zA-Z0-9_.-]+", "_").replaceAll("^[_.-]+|[_.-]+$", "");
        return legal.length() <= LONGEST ? legal : legal.substring(0, LONGEST).replaceAll("[_.-]+$", "");
    }
}
