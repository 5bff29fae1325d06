package mtv.sandbox.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All faults that can be armed: the sandbox's own, and those of a person's file. */
public final class FaultCatalogue {

    /** How many names a message offers. */
    private static final int NEAR = 5;

    private static final String BUILT_IN = "faults.json";
    private static final List<String> OF_GROUP = List.of("where", "when", "in", "do");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .build();
    /** Read once: a sandbox asks for them several times, and nothing changes them. */
    private static final Map<String, FaultRow> OWN = own();

    private final Map<String, FaultRow> rows = new LinkedHashMap<>();
    private final Set<String> armed = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    private FaultCatalogue() {}

    /** The sandbox's own faults, none of them armed. */
    public static FaultCatalogue builtIn() {
        return of(Set.of(), List.of());
    }

    /**
     * @param armed names, each with an {@code @} and a glob where only some objects are meant
     * @param files people's own rows; a row {@code {"arm": [...]}} arms
     * @throws IllegalArgumentException with everything that is wrong
     */
    public static FaultCatalogue of(Collection<String> armed, List<Path> files) {
        FaultCatalogue catalogue = new FaultCatalogue();
        catalogue.rows.putAll(OWN);
        files.forEach(catalogue::read);
        catalogue.armed.addAll(armed);
        catalogue.armed.forEach(catalogue::check);
        catalogue.refuseProblems();
        return catalogue;
    }

    private static Map<String, FaultRow> own() {
        FaultCatalogue catalogue = new FaultCatalogue();
        try (InputStream json = FaultCatalogue.class.getResourceAsStream("/mtv/sandbox/" + BUILT_IN)) {
            catalogue.read(BUILT_IN, MAPPER.readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(BUILT_IN, e);
        }
        catalogue.refuseProblems();
        return catalogue.rows;
    }

    private void refuseProblems() {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
        }
    }

    public Collection<FaultRow> rows() {
        return rows.values();
    }

    Set<String> armed() {
        return armed;
    }

    /** @throws IllegalArgumentException naming those with the same words */
    FaultRow find(String text) {
        String name = text.split("@", 2)[0];
        FaultRow row = rows.get(name);
        if (row == null) {
            String near = near(name);
            throw new IllegalArgumentException("no such fault: " + text
                    + (near.isEmpty() ? "" : "; near it are " + near) + "; faults.json has all " + rows.size());
        }
        if (!row.armable()) {
            throw new IllegalArgumentException(
                    "the fault " + text + " shows itself, without being armed: " + row.itself());
        }
        return row;
    }

    /** Those that share most words with the name. */
    private String near(String name) {
        Set<String> words = Set.of(name.split("\\W+"));
        Function<String, Long> shared =
                known -> Stream.of(known.split("-")).filter(words::contains).count();
        return rows.keySet().stream()
                .filter(known -> shared.apply(known) > 0)
                .sorted(Comparator.comparing(shared).reversed().thenComparing(Comparator.naturalOrder()))
                .limit(NEAR)
                .collect(Collectors.joining(", "));
    }

    private void check(String text) {
        try {
            find(text);
        } catch (IllegalArgumentException e) {
            problems.add(e.getMessage());
        }
    }

    private void read(Path file) {
        try (InputStream json = Files.newInputStream(file)) {
            read(file.toString(), MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            problems.add(file + ", line " + e.getLocation().getLineNr() + ": no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            problems.add(file + ": cannot be read: " + e);
        }
    }

    private void read(String file, JsonNode entries) {
        if (!entries.isArray()) {
            problems.add(file + ": expected a list of faults");
        }
        for (JsonNode entry : entries) {
            entry.path("arm").forEach(text -> armed.add(text.asText()));
            if (entry.has("faults")) {
                entry.path("faults").forEach(row -> add(file, inherit(row, entry)));
            } else if (!entry.has("arm")) {
                add(file, entry);
            }
        }
    }

    /** What is the same in all rows of a group stands once. */
    private static JsonNode inherit(JsonNode row, JsonNode group) {
        ObjectNode whole = row.deepCopy();
        OF_GROUP.stream().filter(key -> group.has(key) && !row.has(key)).forEach(key -> whole.set(key, group.get(key)));
        return whole;
    }

    private void add(String file, JsonNode json) {
        String at = file + ", fault " + json.path("name").asText("without a name") + ": ";
        try {
            FaultRow row = MAPPER.treeToValue(json, FaultRow.class);
            if (rows.putIfAbsent(row.name(), row) != null) {
                problems.add(at + "name: there is such a fault already");
            }
        } catch (JsonMappingException e) {
            String key = e.getPath().stream()
                    .map(JsonMappingException.Reference::getFieldName)
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining("."));
            boolean ours = e.getCause() instanceof IllegalArgumentException;
            String why = ours ? e.getCause().getMessage() : e.getOriginalMessage();
            problems.add(at + (key.isEmpty() ? why : key + ": " + why));
        } catch (JsonProcessingException e) {
            problems.add(at + e.getOriginalMessage());
        }
    }
}
