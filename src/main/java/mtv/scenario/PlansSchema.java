package mtv.scenario;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import mtv.settings.input.JsonFile;
import mtv.settings.input.NearestNames;
import mtv.settings.input.Problems;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The JSON schema of the plans file: which fields a scenario has, and which values they take. */
record PlansSchema(JsonNode root) {
    static final Path FILE = Path.of("config", "plans.schema.json");

    private static final String REMEDY = "see " + FILE + " for what a scenario may say";

    /** Empty when the file is missing or malformed, which is then one of the problems. */
    static Optional<PlansSchema> read(Problems problems) {
        return JsonFile.read(FILE, "the working directory", problems)
                .map(JsonFile::root)
                .map(PlansSchema::new);
    }

    /** Whether a file holds scenarios and nothing else; every value that is wrong is one of the problems. */
    boolean accepts(JsonFile file, Problems problems) {
        List<Error> errors = compiled().validate(file.root());
        errors.forEach(error -> report(error, file, problems));
        return errors.isEmpty();
    }

    private Schema compiled() {
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .locale(Locale.ENGLISH)
                .pathType(PathType.JSON_POINTER)
                .build();
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config))
                .getSchema(root);
    }

    /** The line of an unknown field is its own; any other error has the line of the value that is wrong. */
    private void report(Error error, JsonFile file, Problems problems) {
        String pointer = error.getInstanceLocation().toString();
        String what = (pointer.isEmpty() ? "/" : pointer) + ": " + error.getMessage();
        if (error.getKeyword().equals("additionalProperties")) {
            JsonPointer field = JsonPointer.compile(pointer).appendProperty(error.getProperty());
            problems.add(file.where(field.toString()), what, remedyOfUnknown(error));
        } else {
            problems.add(file.where(pointer), what, REMEDY);
        }
    }

    private String remedyOfUnknown(Error error) {
        JsonPointer object = JsonPointer.compile(
                        error.getSchemaLocation().getFragment().toString())
                .head();
        if (root.at(object).has("patternProperties")) {
            return "name a scenario with letters, digits, dashes and underscores, and begin with a letter or digit";
        }
        List<String> known = names(root.at(object).path("properties"));
        return NearestNames.within(2, error.getProperty(), known)
                .map(near -> "did you mean " + near + "? " + REMEDY)
                .orElse("use one of: " + String.join(", ", known));
    }

    private static List<String> names(JsonNode properties) {
        Iterable<String> names = properties::fieldNames;
        return StreamSupport.stream(names.spliterator(), false).toList();
    }
}
