package mtv.sandbox.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.source.PlatformType;

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
 * @param refreshSeconds how old a look at the source may be
 * @param summary what a Provider shows about itself; {@code #vms} counts a collection
 * @param workload by collection, which references its objects have in full where a workload is shown
 * @param trees by name, which collections are below one another
 */
record Shape(
        int refreshSeconds,
        Map<String, String> summary,
        Map<String, Collection> collections,
        Map<String, List<Reference>> workload,
        Map<String, List<Branch>> trees,
        List<Concern> concerns) {

    static final String VMS = "vms";
    static final int FULL = 2;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<PlatformType, Shape> READ = new ConcurrentHashMap<>();

    /**
     * What an object of a collection looks like at the levels of detail: each one adds to those before.
     *
     * @param each loops over the platform's facts, outer first; none for a single object
     * @param always the level at which its list is always shown
     */
    record Collection(
            List<Template.Loop> each,
            int always,
            @JsonProperty("0") Template basics,
            @JsonProperty("1") Template main,
            @JsonProperty("2") Template rest) {

        Collection {
            each = each == null ? List.of() : each;
        }

        /** Whether its objects are parts of machines. */
        boolean ofMachines() {
            return !each.isEmpty() && each.get(0).name().equals("vm");
        }
    }

    /**
     * @param at where there are ids
     * @param is the collection that they are of
     * @param put field that gets the object, or with {@code []} at its end all of them; null replaces the id
     */
    record Reference(FieldPath at, String is, String put) {}

    /**
     * @param of the collection
     * @param by where the id of what is above is; null at the top or where everything is below the one thing above
     */
    record Branch(String kind, String of, FieldPath by) {}

    static Shape of(PlatformType type) {
        return READ.computeIfAbsent(type, Shape::read);
    }

    private static Shape read(PlatformType type) {
        String resource = "/mtv/sandbox/inventory/" + type.id() + ".json";
        try (InputStream in = Shape.class.getResourceAsStream(resource)) {
            return JSON.readValue(in, Shape.class);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    /** One object of a collection, with its link behind its name. */
    ObjectNode show(String name, int level, String base, Template.Scope scope) {
        Collection collection = collections.get(name);
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
