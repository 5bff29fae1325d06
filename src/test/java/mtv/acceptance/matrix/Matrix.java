package mtv.acceptance.matrix;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.Scratch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The fault matrix as read from {@code matrix.json}, and the source VMs and scenarios made from it.
 *
 * @param machines descriptions of source VMs, as in the sandbox's inventories
 * @param entangled reasons why a check never notices a fault alone, by id of the check
 */
public record Matrix(Map<String, ObjectNode> machines, Map<String, String> entangled, List<MatrixRow> rows) {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY);

    /** Reads the file. Values of a group hold for each of its rows. */
    public static Matrix read() throws IOException {
        JsonNode file = json("/mtv/acceptance/matrix/matrix.json");
        Map<String, ObjectNode> machines = new TreeMap<>();
        file.path("machines").properties().forEach(e -> machines.put(e.getKey(), (ObjectNode) e.getValue()));
        Map<String, String> entangled = new TreeMap<>();
        file.path("entangled")
                .properties()
                .forEach(e -> entangled.put(e.getKey(), e.getValue().asText()));
        List<MatrixRow> rows = new ArrayList<>();
        for (JsonNode group : file.path("groups")) {
            for (JsonNode row : group.path("rows")) {
                ObjectNode whole = ((ObjectNode) group).deepCopy();
                whole.remove(List.of("about", "rows"));
                whole.setAll((ObjectNode) row);
                rows.add(JSON.treeToValue(whole.put("number", rows.size() + 1), MatrixRow.class));
            }
        }
        return new Matrix(machines, entangled, rows);
    }

    /** The platform's own seed, with the VMs of these rows instead of its own. */
    public ObjectNode inventory(List<MatrixRow> wanted) throws IOException {
        ObjectNode seed = platform(wanted.get(0).source());
        ArrayNode vms = seed.putArray("vms");
        seed.put("random", 0);
        wanted.forEach(row -> row.machines()
                .forEach((name, machine) ->
                        vms.add(machines.get(machine).deepCopy().put("name", name))));
        return seed;
    }

    /**
     * The inventory of a platform of this type, with all but VMs to be taken from it. Somebody has switched changed
     * block tracking on for its VMs, most of which migrate themselves, not as copies.
     */
    public static ObjectNode platform(String type) throws IOException {
        return type.equals("openshift")
                ? json("openshift.json")
                : json("/mtv/sandbox/sources/" + type + ".json").put("changeTracking", true);
    }

    /**
     * A plans file with one scenario for each of these rows.
     *
     * @param disks of a source VM, as MTV calls them
     */
    public Path scenarios(List<MatrixRow> wanted, Function<String, List<String>> disks) throws IOException {
        ObjectNode plans = JSON.createObjectNode();
        for (MatrixRow row : wanted) {
            ObjectNode scenario = plans.putObject(row.id()).put("warm_migration", row.warm());
            ArrayNode vms = scenario.putArray("virtual_machines");
            row.machines().keySet().forEach(name -> vms.addObject().put("name", name));
            ObjectNode vm = (ObjectNode) vms.get(0);
            vm.setAll(JSON.<ObjectNode>valueToTree(row.vm()));
            if (row.sums()) {
                ObjectNode tells = vm.withObject("/guest_tells");
                char letter = 'a';
                for (String disk : disks.apply(row.id())) {
                    tells.put("sha256sum /dev/vd" + letter++, sha256(disk));
                }
            }
            scenario.setAll(JSON.<ObjectNode>valueToTree(row.scenario()));
        }
        return file("plans", plans);
    }

    /** The checksum that a guest of the sandbox reports for a disk, whose content is its name. */
    private static String sha256(String disk) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(disk.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** Copies a resource into a file. */
    public static Path copy(String resource) throws IOException {
        return file("copy", JSON.readTree(Matrix.class.getResourceAsStream(resource)));
    }

    /** Writes a file that is deleted at the end of this JVM. */
    public static Path file(String name, JsonNode content) throws IOException {
        Path file = Scratch.file(name, ".json");
        JSON.writeValue(file.toFile(), content);
        file.toFile().deleteOnExit();
        return file;
    }

    public static ObjectNode json(String resource) throws IOException {
        try (InputStream text = Matrix.class.getResourceAsStream(resource)) {
            return (ObjectNode) JSON.readTree(text);
        }
    }
}
