package mtv.scenario;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import mtv.settings.input.JsonFile;
import mtv.settings.input.NearestNames;
import mtv.settings.input.Problems;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The plans file: every scenario by its name, checked against the schema beside it. */
public final class Scenarios {
    static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .annotationIntrospector(new NothingUnknown())
            .build();

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

    /** For a caller that checks more. With problems in the file there are no scenarios. */
    public static Scenarios load(Path path, Problems problems) {
        Optional<PlansSchema> schema = PlansSchema.read(problems);
        return new Scenarios(
                path,
                JsonFile.read(path, "plans_file", problems)
                        .filter(file -> schema.filter(read -> read.accepts(file, problems))
                                .isPresent())
                        .map(file -> byName(file, problems))
                        .orElse(Map.of()));
    }

    /** Empty when one of them is wrong. */
    private static Map<String, Scenario> byName(JsonFile file, Problems problems) {
        Map<String, Scenario> byName = new TreeMap<>();
        boolean sound = true;
        for (Map.Entry<String, JsonNode> entry : file.root().properties()) {
            if (!entry.getKey().equals(SCHEMA_REFERENCE)) {
                Optional<Scenario> scenario = bound(entry.getKey(), file, problems);
                scenario.ifPresent(bound -> byName.put(entry.getKey(), bound));
                sound &= scenario.isPresent();
            }
        }
        return sound ? byName : Map.of();
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

    /** Empty when a part of it that the schema leaves to Kubernetes is wrong, which is then among the problems. */
    private static Optional<Scenario> bound(String name, JsonFile file, Problems problems) {
        JsonPointer place = JsonPointer.empty().appendProperty(name);
        UnknownFields unknown = new UnknownFields();
        Optional<Scenario> scenario = Optional.empty();
        try {
            scenario = Optional.of(JSON.readerFor(Scenario.class)
                    .withHandler(unknown)
                    .<Scenario>readValue(file.root().path(name))
                    .withName(name));
        } catch (MismatchedInputException e) {
            problems.add(
                    file.where(place.append(pointer(e)).toString()),
                    place.append(pointer(e)) + ": expected " + expected(e.getTargetType()),
                    "write it as the specification of a pod has it");
        } catch (IOException e) {
            throw new IllegalStateException("scenario " + name + " is valid by the schema and cannot be bound", e);
        }
        unknown.remedies.forEach((pointer, remedy) -> problems.add(
                file.where(place.append(pointer).toString()),
                place.append(pointer) + ": Kubernetes has no such field",
                remedy));
        return scenario.filter(bound -> unknown.remedies.isEmpty());
    }

    private static JsonPointer pointer(MismatchedInputException e) {
        JsonPointer pointer = JsonPointer.empty();
        for (JsonMappingException.Reference step : e.getPath()) {
            pointer = step.getFieldName() == null
                    ? pointer.appendIndex(step.getIndex())
                    : pointer.appendProperty(step.getFieldName());
        }
        return pointer;
    }

    private static String expected(Class<?> type) {
        if (type == String.class) {
            return "a text";
        }
        return Number.class.isAssignableFrom(type) || type.isPrimitive()
                ? "a number"
                : Collection.class.isAssignableFrom(type) ? "a list" : "a " + type.getSimpleName();
    }

    /** Lets no type of Kubernetes swallow a field that it does not have, as those of the client library would. */
    private static final class NothingUnknown extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }
    }

    /** Collects the fields that a type of Kubernetes does not have, with the names that are near. */
    private static final class UnknownFields extends DeserializationProblemHandler {
        private final Map<JsonPointer, String> remedies = new LinkedHashMap<>();

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                JsonDeserializer<?> deserializer,
                Object bean,
                String name)
                throws IOException {
            List<String> known = deserializer.getKnownPropertyNames().stream()
                    .map(Object::toString)
                    .sorted()
                    .toList();
            // Jackson buffers the fields of an unwrapped record in an object without a name
            String pointer =
                    parser.getParsingContext().pathAsPointer().toString().replaceFirst("^//", "/");
            remedies.put(
                    JsonPointer.compile(pointer),
                    NearestNames.within(2, name, known)
                            .map(near -> "did you mean " + near + "?")
                            .orElse("use one of: " + String.join(", ", known)));
            parser.skipChildren();
            return true;
        }
    }
}
