package mtv.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import mtv.GeneratedPage;
import mtv.settings.input.Problems;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The schema of the plans file, the records that a scenario is bound to and the page about scenarios agree. */
public class ScenarioSchemaTest {

    private static final JsonNode SCHEMA =
            PlansSchema.read(new Problems()).orElseThrow().root();

    @DataProvider
    public Object[][] records() {
        String scenario = "/$defs/scenario";
        return new Object[][] {
            {"/$defs/virtual_machine", fields(ScenarioVm.class)},
            {"/$defs/creation", fields(Creation.class)},
            {"/$defs/creation/properties/data_source", fields(Creation.DataSource.class)},
            {scenario + "/properties/storage_map/items", fields(Scenario.StorageChoice.class)},
            {scenario + "/properties/network_map/items", fields(Scenario.NetworkChoice.class)},
            {scenario + "/properties/hooks/items", fields(Scenario.HookChoice.class)},
            {scenario + "/properties/expected_deviations/items", fields(Scenario.AcceptedDeviation.class)},
            {scenario + "/properties/not_comparable/items", fields(Scenario.AcceptedDeviation.class)},
            {
                scenario,
                Stream.concat(
                                fields(Scenario.class).stream()
                                        .filter(name ->
                                                !Set.of("name", "target").contains(name)),
                                fields(Scenario.Target.class).stream().map(name -> "target_" + name))
                        .collect(Collectors.toSet())
            },
        };
    }

    @Test(dataProvider = "records")
    public void theSchemaHasTheFieldsOfTheRecord(String pointer, Set<String> fields) {
        JsonNode object = SCHEMA.at(pointer);
        Set<String> names = new TreeSet<>();
        object.path("properties").fieldNames().forEachRemaining(names::add);
        assertThat(names).isNotEmpty().isEqualTo(new TreeSet<>(fields));
        assertThat(object.path("additionalProperties").asBoolean(true)).isFalse();
    }

    @Test
    public void everyFieldHasADescription() {
        assertThat(ScenarioTable.table().text().lines()).noneMatch(row -> row.endsWith("|  |") || row.contains("null"));
    }

    @Test
    public void thePageIsUpToDate() throws Exception {
        String page = Files.readString(ScenarioTable.PAGE);
        assertThat(page).contains("<!-- scenarios -->");
        GeneratedPage.requireCurrent(ScenarioTable.PAGE, ScenarioTable.table().updated(page), ScenarioTable.class);
    }

    private static Set<String> fields(Class<?> type) {
        return Scenarios.JSON
                .getDeserializationConfig()
                .introspect(Scenarios.JSON.constructType(type))
                .findProperties()
                .stream()
                .map(BeanPropertyDefinition::getName)
                .collect(Collectors.toSet());
    }
}
