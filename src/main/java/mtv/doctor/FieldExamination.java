package mtv.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import mtv.doctor.finding.Area;
import mtv.doctor.finding.HealthFinding;
import mtv.model.MapPair;
import mtv.model.ObjectRef;
import mtv.model.Plan;
import mtv.model.PlanVm;
import mtv.model.ProviderPair;
import mtv.model.SourceRef;
import mtv.model.serialization.ModelSerialization;
import mtv.scenario.Scenario;
import mtv.templates.Place;
import mtv.templates.PlanTemplates;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Whether this cluster's MTV has the fields that the scenarios use: an API server leaves out unknown ones without a
 * word. The scenarios' own Plans and Hooks are compared with the schemas that the API publishes.
 */
final class FieldExamination implements Examination {

    private static final String DOCUMENT = "/openapi/v3/apis/forklift.konveyor.io/v1beta1";
    private static final Place PLACE = new Place("any", "any");
    private static final ObjectRef ANY = new ObjectRef("any", "any");

    @Override
    public List<HealthFinding> examine(ExaminedRun run) throws IOException {
        if (run.planned().migrations().isEmpty()) {
            return List.of();
        }
        Map<String, JsonNode> schemas = schemas(run.hub().client().raw(DOCUMENT));
        if (!schemas.containsKey(HasMetadata.getKind(Plan.class))) {
            return List.of(HealthFinding.error(
                    Area.FIELDS, "the cluster does not know MTV's kinds (" + DOCUMENT + ")", "install MTV"));
        }
        List<HealthFinding> findings = new ArrayList<>();
        for (Scenario scenario : run.planned().scenarios()) {
            Set<String> missing = new TreeSet<>();
            objects(scenario).forEach(object -> {
                String kind = object.path("kind").asText();
                compare(kind, object.path("spec"), schemas.get(kind), missing);
            });
            missing.forEach(field -> findings.add(HealthFinding.error(
                    Area.FIELDS,
                    "scenario " + scenario.name() + " uses " + field + ", which this cluster's MTV does not have",
                    "take it out of the scenario, or update MTV")));
        }
        if (findings.isEmpty()) {
            findings.add(HealthFinding.good(Area.FIELDS, "MTV has all fields that the scenarios use"));
        }
        return findings;
    }

    /**
     * The schema of each kind's spec. Without MTV there may be a document of the kinds that its populators leave.
     *
     * @param document null where there is none
     */
    private static Map<String, JsonNode> schemas(String document) {
        if (document == null) {
            return Map.of();
        }
        JsonNode read = ModelSerialization.shared().unmarshal(document, JsonNode.class);
        return StreamSupport.stream(read.at("/components/schemas").spliterator(), false)
                .filter(schema -> schema.at("/properties/spec").isObject())
                .collect(Collectors.toMap(
                        schema -> schema.at("/x-kubernetes-group-version-kind/0/kind")
                                .asText(),
                        schema -> schema.at("/properties/spec"),
                        (one, other) -> one));
    }

    private static Stream<JsonNode> objects(Scenario scenario) {
        List<PlanVm> vms = scenario.vms().stream()
                .map(vm -> PlanTemplates.vm(new SourceRef("any", "any", null, null), vm, List.of()))
                .toList();
        Plan plan = PlanTemplates.plan(
                PLACE,
                "any",
                scenario,
                new PlanTemplates.Ends(new ProviderPair(ANY, ANY), new MapPair(ANY, ANY), "any"),
                vms);
        return Stream.<HasMetadata>concat(
                        Stream.of(plan), scenario.hooks().stream().map(hook -> PlanTemplates.hook(PLACE, "any", hook)))
                .map(object -> ModelSerialization.shared().convertValue(object, JsonNode.class));
    }

    /** @param missing gets the path of each field that the schema does not have */
    private static void compare(String path, JsonNode value, JsonNode schema, Set<String> missing) {
        if (schema == null) {
            missing.add("kind " + path);
            return;
        }
        if (value.isArray()) {
            value.forEach(item -> compare(path, item, schema.path("items"), missing));
        }
        JsonNode properties = schema.path("properties");
        boolean open = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean() || !properties.isObject();
        for (Map.Entry<String, JsonNode> field : open ? Set.<Map.Entry<String, JsonNode>>of() : value.properties()) {
            Optional.ofNullable(properties.get(field.getKey()))
                    .ifPresentOrElse(
                            known -> compare(path + "." + field.getKey(), field.getValue(), known, missing),
                            () -> missing.add(path + "." + field.getKey()));
        }
    }
}
