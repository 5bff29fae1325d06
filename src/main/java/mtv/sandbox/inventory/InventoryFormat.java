package mtv.sandbox.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.json.JsonSelector;
import mtv.sandbox.json.Template;
import mtv.sandbox.sources.PlatformType;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * How the inventory shows the sources of one type: the file {@code inventory/<type>.json}.
 *
 * @param refreshSeconds how old a snapshot of the source may be
 * @param summary what a Provider shows about itself; {@code #vms} counts a collection
 * @param workload by collection, which references its objects have in full where a workload is shown
 * @param trees by name, which collections are below one another
 */
record InventoryFormat(
        int refreshSeconds,
        Map<String, String> summary,
        Map<String, Collection> collections,
        Map<String, List<Reference>> workload,
        Map<String, List<Branch>> trees,
        List<Concern> concerns) {

    static final String VMS = "vms";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();
    private static final Map<PlatformType, InventoryFormat> READ = new ConcurrentHashMap<>();

    /**
     * What an object of a collection looks like at the levels of detail: each one adds to those before.
     *
     * @param each loops over the platform's facts, outer first; none for a single object
     * @param always the level at which its list is always shown
     * @param paths how objects of one name are distinguished by their paths, when a client asks for a path
     * @param also objects of the same collection that look different; they come first
     */
    record Collection(
            List<Template.Loop> each,
            int always,
            Query.Paths paths,
            List<Collection> also,
            @JsonProperty("0") Template basics,
            @JsonProperty("1") Template main,
            @JsonProperty("2") Template rest) {

        Collection {
            each = each == null ? List.of() : each;
            paths = paths == null ? Query.Paths.NONE : paths;
            also = also == null ? List.of() : also;
        }

        /** All that its objects are made of, in the order in which they are listed. */
        List<Collection> parts() {
            return Stream.concat(also.stream(), Stream.of(this)).toList();
        }

        /** Whether its objects are parts of machines. */
        boolean ofMachines() {
            return !each.isEmpty() && each.get(0).name().equals("vm");
        }
    }

    /**
     * What a workload has in the place of an id.
     *
     * @param at where there are ids, or names
     * @param is the collection that they are of
     * @param by the field of its objects that they are in, {@code id} when absent
     * @param put field that gets the object, or with {@code []} at its end all of them; null replaces the id
     * @param value without {@code at}, the id; without {@code is}, what the field has in a workload whatever the object
     *     has there
     */
    record Reference(JsonSelector at, String is, String by, String put, JsonNode value) {

        Reference {
            by = by == null ? "id" : by;
        }
    }

    /**
     * Objects that are below others.
     *
     * @param kind of the nodes
     * @param of the collection
     * @param below kind of the nodes above; null at the top
     * @param by where an object has what it is below of
     * @param at where the object above has it, {@code id} when absent
     */
    record Branch(String kind, String of, String below, JsonSelector by, JsonSelector at) {

        Branch {
            at = at == null ? JsonSelector.of("/id") : at;
        }
    }

    static InventoryFormat of(PlatformType type) {
        return READ.computeIfAbsent(type, InventoryFormat::read);
    }

    private static InventoryFormat read(PlatformType type) {
        String resource = "/mtv/sandbox/inventory/" + type.id() + ".json";
        try (InputStream in = InventoryFormat.class.getResourceAsStream(resource)) {
            return JSON.readValue(in, InventoryFormat.class);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    /**
     * One object of a collection, with its link behind its name.
     *
     * @param collection the one of this name, or a part of it
     */
    ObjectNode show(String name, Collection collection, int level, String base, Template.Scope scope) {
        ObjectNode shown = (ObjectNode) collection.basics().in(scope);
        shown.put("selfLink", base + "/" + name + "/" + shown.path("id").asText());
        Stream.of(collection.main(), collection.rest())
                .limit(level)
                .filter(Objects::nonNull)
                .forEach(more -> shown.setAll((ObjectNode) more.in(scope)));
        return shown;
    }

    /** What the policy agent has to say of a machine with all that it refers to. */
    ArrayNode concerns(JsonNode machine) {
        ArrayNode found = JSON.createArrayNode();
        concerns.stream().filter(concern -> concern.holds(machine)).forEach(concern -> concern.json(found.addObject()));
        return found;
    }
}
