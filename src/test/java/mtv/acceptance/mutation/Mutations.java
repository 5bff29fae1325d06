package mtv.acceptance.mutation;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.acceptance.mutation.Mutation.How;
import mtv.steps.CollectedMigration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All mutations of the objects that a collection has read: each value is changed, each value, object and item is
 * removed, and each object and array gets one thing more.
 */
final class Mutations {

    /**
     * The kinds whose content belongs to a migrated VM or to the record of its migration. Of pods, Secrets and
     * ConfigMaps only it counts that they are there.
     */
    private static final Set<String> KINDS = Set.of(
            "VirtualMachine",
            "VirtualMachineInstance",
            "PersistentVolumeClaim",
            "PersistentVolume",
            "DataVolume",
            "Plan",
            "Migration",
            "NetworkMap",
            "StorageMap",
            "Provider",
            ReadObject.SOURCE + "vms",
            ReadObject.SOURCE + "disks",
            ReadObject.SOURCE + "volumes",
            ReadObject.SOURCE + "snapshots",
            ReadObject.SOURCE + "persistentvolumeclaims");

    /** How an answer is written, and who wrote which field when: neither says anything about the object. */
    private static final Set<String> FORM =
            Set.of("apiVersion", "kind", "metadata/managedFields", "metadata/resourceVersion");

    /** What an API server itself gives every object, so that no answer can be without it. */
    private static final Pattern ALWAYS_THERE =
            Pattern.compile("(/object)?/metadata(/(name|namespace|uid|creationTimestamp))?");

    /** Maps whose keys belong to whom their prefix names. */
    private static final Set<String> OWNED_KEYS = Set.of("labels", "annotations", "nodeSelector");

    private static final String OURS = "kubevirt.io/";

    private final Random random;
    private final List<Mutation> all = new ArrayList<>();

    private Mutations(long seed) {
        this.random = new Random(seed);
    }

    /** @return the same for the same answers and the same seed */
    static List<Mutation> of(CollectedMigration migration, long seed) {
        Map<ReadObject, JsonNode> objects = new LinkedHashMap<>();
        migration.eachAnswer((asked, body) -> ReadObject.each(asked, body, (object, at) -> {
            if (asked.method().equals("GET") && KINDS.contains(object.kind())) {
                objects.put(object, body.at(at));
            }
        }));
        String sources = objects.entrySet().stream()
                .filter(each -> isSource(each.getKey(), migration))
                .map(each -> each.getValue().toString())
                .collect(Collectors.joining());
        Mutations mutations = new Mutations(seed);
        objects.forEach((object, root) -> {
            if (isOurs(object, root, migration) || isPartOf(sources, object, root)) {
                mutations.below(object, root, JsonPointer.empty());
            }
        });
        return mutations.all;
    }

    private static boolean isSource(ReadObject object, CollectedMigration migration) {
        return object.kind().equals(ReadObject.SOURCE + "vms")
                && migration.sourceIds().contains(object.name());
    }

    /** Whether the inventory's VMs name the item, as it is with disks, and have its namespace if there are any. */
    private static boolean isPartOf(String sources, ReadObject object, JsonNode root) {
        return object.isOfSource()
                && !object.kind().equals(ReadObject.SOURCE + "vms")
                && Stream.of("id", "name").anyMatch(field -> isNamed(sources, root.path(field)))
                && (!root.has("namespace") || isNamed(sources, root.path("namespace")));
    }

    private static boolean isNamed(String sources, JsonNode text) {
        return !text.asText().isEmpty() && sources.contains('"' + text.asText() + '"');
    }

    private static boolean isOurs(ReadObject object, JsonNode root, CollectedMigration migration) {
        if (object.isOfSource()) {
            return isSource(object, migration);
        }
        return object.namespace().equals(migration.namespace())
                || root.at("/spec/claimRef/namespace").asText().equals(migration.namespace());
    }

    private void below(ReadObject object, JsonNode node, JsonPointer path) {
        if (node instanceof ObjectNode fields) {
            fields.properties().forEach(field -> visit(object, field.getValue(), path.appendProperty(field.getKey())));
            String added = addedField(fields, path);
            all.add(new Mutation(object, path, How.ADDED, added, JsonNodeFactory.instance.textNode("mutated")));
        } else {
            for (int i = 0; i < node.size(); i++) {
                visit(object, node.get(i), path.appendIndex(i));
            }
            all.add(new Mutation(object, path, How.ADDED, "", item(node, path)));
        }
    }

    private void visit(ReadObject object, JsonNode node, JsonPointer path) {
        if (isForm(path)) {
            return;
        }
        if (node.isContainerNode()) {
            below(object, node, path);
        } else if (!node.isNull()) {
            all.add(new Mutation(object, path, How.CHANGED, "", OtherValue.of(node, random)));
        }
        if (!isNothing(node) && !ALWAYS_THERE.matcher(path.toString()).matches()) {
            all.add(new Mutation(object, path, How.REMOVED, "", null));
        }
    }

    private static boolean isForm(JsonPointer path) {
        String text = path.toString();
        return FORM.stream().anyMatch(form -> text.equals("/" + form) || text.endsWith("object/" + form));
    }

    /** What Go leaves out of JSON as a rule, so that it says the same when it is missing. */
    private static boolean isNothing(JsonNode node) {
        return node.isContainerNode()
                ? node.isEmpty()
                : node.isNull()
                        || node.asText().isEmpty()
                        || node.isBoolean() && !node.booleanValue()
                        || node.isNumber() && node.asDouble() == 0;
    }

    /** Keys of strangers are nobody's concern, so a key of such a map has the prefix of one that is there. */
    private static String addedField(ObjectNode fields, JsonPointer path) {
        if (!OWNED_KEYS.contains(Objects.toString(last(path), ""))) {
            return "mutatedField";
        }
        String prefix = OURS;
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            int slash = field.getKey().indexOf('/');
            prefix = slash > 0 ? field.getKey().substring(0, slash + 1) : prefix;
        }
        return prefix + "mutated";
    }

    private static String last(JsonPointer path) {
        return path.matches() ? null : path.last().getMatchingProperty();
    }

    /** Like the last one, but with another identity; a condition more that is not True means nothing. */
    private JsonNode item(JsonNode array, JsonPointer path) {
        if (array.isEmpty()) {
            return JsonNodeFactory.instance.textNode("mutated");
        }
        JsonNode last = array.get(array.size() - 1);
        if (!(last instanceof ObjectNode)) {
            return last.isContainerNode() || last.isNull() ? last : OtherValue.of(last, random);
        }
        ObjectNode item = last.deepCopy();
        for (String field : List.of("name", "id", "uid", "type", "key", "macAddress", "mac")) {
            if (item.path(field).isTextual() || item.path(field).isNumber()) {
                item.set(field, OtherValue.of(item.get(field), random));
            }
        }
        return "conditions".equals(last(path)) ? item.put("type", "Mutated").put("status", "True") : item;
    }
}
