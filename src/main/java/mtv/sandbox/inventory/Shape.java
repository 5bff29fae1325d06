package mtv.sandbox.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.source.PlatformType;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the inventory shows the sources of one type: the file {@code inventory/<type>.json}.
 *
 * @param refreshSeconds how old a look at the source may be
 * @param summary what a Provider shows about itself; {@code #vms} counts a collection
 * @param workload which references a workload has in full
 * @param trees by name, which collections are below one another
 */
record Shape(
        int refreshSeconds,
        Map<String, String> summary,
        Map<String, Collection> collections,
        List<Expansion> workload,
        Map<String, List<Branch>> trees,
        List<Concern> concerns) {

    static final String VMS = "vms";
    static final int FULL = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What an object of a collection looks like, level by level: each one adds to those before.
     *
     * @param each loops over the platform's facts, outer first; none for a single object
     * @param always the level at which its list is always shown
     */
    record Collection(List<Template.Loop> each, int always, List<Template> levels) {}

    /**
     * @param at path of an id, through arrays if need be
     * @param is the collection that the id is of
     * @param put field that gets the object; null replaces the id
     */
    record Expansion(String at, String is, String put) {}

    /**
     * @param of the collection
     * @param by path of the id of what is above; null at the top or where everything is below the one thing above
     */
    record Branch(String kind, String of, String by) {}

    static Shape of(PlatformType type) {
        String resource = "/mtv/sandbox/inventory/" + type.id() + ".json";
        try (InputStream in = Shape.class.getResourceAsStream(resource)) {
            JsonNode json = JSON.readTree(in);
            Map<String, Collection> collections = new LinkedHashMap<>();
            json.path("collections")
                    .properties()
                    .forEach(field -> collections.put(field.getKey(), collection(field.getValue())));
            return new Shape(
                    json.path("refreshSeconds").asInt(),
                    JSON.convertValue(
                            json.path("summary"),
                            JSON.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, String.class)),
                    collections,
                    List.of(JSON.convertValue(json.path("workload"), Expansion[].class)),
                    trees(json.path("trees")),
                    json.path("concerns").valueStream().map(Concern::of).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    private static Collection collection(JsonNode json) {
        List<Template.Loop> loops = new ArrayList<>();
        json.path("each").forEach(loop -> loops.add(Template.Loop.of(loop.asText())));
        List<Template> levels = new ArrayList<>();
        for (int level = 0; level <= FULL && json.has(String.valueOf(level)); level++) {
            levels.add(Template.of(json.get(String.valueOf(level))));
        }
        return new Collection(loops, json.path("always").asInt(), levels);
    }

    private static Map<String, List<Branch>> trees(JsonNode json) {
        Map<String, List<Branch>> trees = new LinkedHashMap<>();
        json.properties()
                .forEach(tree -> trees.put(tree.getKey(), List.of(JSON.convertValue(tree.getValue(), Branch[].class))));
        return trees;
    }

    /** One object of a collection, with its link behind its name. */
    ObjectNode show(String collection, int level, String base, Template.Scope scope) {
        List<Template> levels = collections.get(collection).levels();
        ObjectNode shown = (ObjectNode) levels.get(0).in(scope);
        shown.put("selfLink", base + "/" + collection + "/" + shown.path("id").asText());
        for (int i = 1; i <= Math.min(level, levels.size() - 1); i++) {
            shown.setAll((ObjectNode) levels.get(i).in(scope));
        }
        return shown;
    }

    /** What the policy agent has to say of a machine that is shown in full. */
    ArrayNode concerns(JsonNode vm) {
        ArrayNode found = JSON.createArrayNode();
        concerns.stream().filter(concern -> concern.holds(vm)).forEach(concern -> concern.json(found.addObject()));
        return found;
    }
}
