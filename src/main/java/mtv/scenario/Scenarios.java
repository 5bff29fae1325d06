package mtv.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import io.fabric8.kubernetes.api.model.Affinity;
import mtv.model.StorageDestination;
import mtv.model.TargetPowerState;
import mtv.settings.input.JsonFile;
import mtv.settings.input.NearestNames;
import mtv.settings.input.Problems;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The plans file: every scenario by its name, checked against the schema beside it. */
public final class Scenarios {
    static final Path SCHEMA = Path.of("config", "plans.schema.json");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMA_REFERENCE = "$schema";

    private final Path path;
    private final Map<String, Scenario> byName;

    private Scenarios(Path path, Map<String, Scenario> byName) {
        this.path = path;
        this.byName = byName;
    }

    /** All scenarios, or one exception with all problems of the file. */
    public static Scenarios load(Path path) {
        Problems problems = new Problems();
        Scenarios scenarios = load(path, problems);
        problems.throwIfAny();
        return scenarios;
    }

    /** For a caller that has more to check; with problems in the file there are no scenarios. */
    public static Scenarios load(Path path, Problems problems) {
        Map<String, Scenario> byName = new TreeMap<>();
        JsonFile.read(path, "plans_file", problems)
                .filter(file -> isValid(file, problems))
                .ifPresent(file -> file.root().properties().stream()
                        .filter(entry -> !entry.getKey().equals(SCHEMA_REFERENCE))
                        .forEach(entry -> byName.put(entry.getKey(), scenario(entry.getKey(), entry.getValue()))));
        return new Scenarios(path, byName);
    }

    /** Sorted. */
    public Set<String> names() {
        return byName.keySet();
    }

    public boolean isEmpty() {
        return byName.isEmpty();
    }

    /** The scenario that {@code class_plan_config} names. */
    public Scenario named(String name) {
        Problems problems = new Problems();
        Optional<Scenario> scenario = find(name, "class_plan_config", problems);
        problems.throwIfAny();
        return scenario.orElseThrow();
    }

    /** Empty when there is none of that name, which is then one of the problems. */
    public Optional<Scenario> find(String name, String where, Problems problems) {
        if (!byName.containsKey(name)) {
            problems.add(
                    where,
                    "there is no scenario \"" + name + "\" in " + path,
                    NearestNames.to(name, byName.keySet())
                            .map(near -> "did you mean " + near + "? Known: " + String.join(", ", byName.keySet()))
                            .orElse("add it"));
        }
        return Optional.ofNullable(byName.get(name));
    }

    private static boolean isValid(JsonFile file, Problems problems) {
        Optional<JsonFile> schemaFile = JsonFile.read(SCHEMA, "the working directory", problems);
        List<Error> errors =
                schemaFile.map(schema -> schema(schema).validate(file.root())).orElse(List.of());
        for (Error error : errors) {
            String pointer = error.getInstanceLocation().toString();
            problems.add(
                    file.where(pointer),
                    (pointer.isEmpty() ? "/" : pointer) + ": " + error.getMessage(),
                    "see " + SCHEMA + " for what a scenario may say");
        }
        return schemaFile.isPresent() && errors.isEmpty();
    }

    private static Schema schema(JsonFile file) {
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .locale(Locale.ENGLISH)
                .pathType(PathType.JSON_POINTER)
                .build();
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config))
                .getSchema(file.root());
    }

    private static Scenario scenario(String name, JsonNode fields) {
        return new Scenario(
                name,
                list(fields.path("virtual_machines")).map(Scenarios::vm).toList(),
                fields.path("warm_migration").asBoolean(),
                fields.path("preserve_static_ips").asBoolean(),
                text(fields, "pvc_name_template"),
                Optional.ofNullable(fields.get("pvc_name_template_use_generate_name"))
                        .map(JsonNode::asBoolean),
                text(fields, "vm_target_namespace"),
                new Scenario.Target(
                        texts(fields.path("target_labels")),
                        texts(fields.path("target_node_selector")),
                        Optional.ofNullable(fields.get("target_affinity"))
                                .map(affinity -> JSON.convertValue(affinity, Affinity.class))),
                list(fields.path("storage_map")).map(Scenarios::storage).toList(),
                list(fields.path("network_map"))
                        .map(choice -> new Scenario.NetworkChoice(
                                text(choice, "source"),
                                choice.path("destination").asText()))
                        .toList(),
                list(fields.path("hooks"))
                        .map(hook -> new Scenario.HookChoice(
                                hook.path("step").asText(), hook.path("image").asText(), text(hook, "playbook")))
                        .toList(),
                fields.path("attempts").asInt(1),
                texts(fields.path("skip_checks")),
                list(fields.path("expected_deviations"))
                        .map(d -> new Scenario.AcceptedDeviation(
                                d.path("check").asText(),
                                d.path("property").asText(),
                                d.path("because").asText()))
                        .toList(),
                fields.path("archive").asBoolean());
    }

    private static Scenario.StorageChoice storage(JsonNode fields) {
        return new Scenario.StorageChoice(
                text(fields, "source"),
                text(fields, "storage_class"),
                text(fields, "access_mode").map(mode -> JSON.convertValue(mode, StorageDestination.AccessMode.class)),
                text(fields, "volume_mode").map(mode -> JSON.convertValue(mode, StorageDestination.VolumeMode.class)));
    }

    private static ScenarioVm vm(JsonNode fields) {
        return new ScenarioVm(
                fields.path("name").asText(),
                text(fields, "source_vm_power").map(power -> Power.valueOf(power.toUpperCase(Locale.ROOT))),
                fields.path("guest_agent").asBoolean(),
                text(fields, "target_power_state")
                        .map(state -> TargetPowerState.valueOf(state.toUpperCase(Locale.ROOT))),
                fields.path("clone").asBoolean(),
                text(fields, "target_name"),
                text(fields, "pvc_name_template"),
                fields.path("cancel").asBoolean(),
                list(fields.path("expected_addresses")).map(JsonNode::asText).collect(Collectors.toSet()),
                texts(fields.path("guest_tells")),
                text(fields, "id"),
                text(fields, "path"),
                text(fields, "namespace"));
    }

    private static Map<String, String> texts(JsonNode map) {
        return map.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asText()));
    }

    private static Stream<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Optional<String> text(JsonNode fields, String name) {
        return Optional.ofNullable(fields.get(name)).map(JsonNode::asText);
    }
}
