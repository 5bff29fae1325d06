package mtv.sandbox.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is compared and what is not. A comparison that cannot fail would always find the sandbox correct. */
public class RecordingComparisonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    public void aRecordingEqualsItselfAndDiffersFromEverythingElse() {
        int compared = 0;
        for (Recordings.Group group : Recordings.own().groups()) {
            RecordingComparison comparison = new RecordingComparison(group);
            for (RecordedCase one : group.cases()) {
                assertThat(of(comparison, one, one.real())).as(one.id()).isEmpty();
                ObjectNode other = one.real().deepCopy();
                other.put("code", 500).putObject("admission").put("nothing", "at all");
                other.putObject("phases");
                if (one.artefacts().isEmpty()) {
                    assertThat(of(comparison, one, other)).as(one.id()).isNotEmpty();
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(200);
    }

    private static List<Difference> of(RecordingComparison comparison, RecordedCase one, JsonNode here) {
        return comparison.of(one, here).values().stream().flatMap(List::stream).toList();
    }

    @Test
    public void aMissingPartIsOneDifference() throws IOException {
        List<Difference> found = Difference.between(
                json("{'a': {'b': [1, 2]}, 'rows': [{'verb': 'create', 'object': 'Plan/p', 'code': 201}]}"),
                json("{'a': {}, 'rows': [{'verb': 'create', 'object': 'Plan/p', 'code': 400, 'reason': null}]}"));
        assertThat(found)
                .containsExactly(
                        new Difference("a b", "[1, 2]", "<absent>"),
                        new Difference("rows 1 create Plan/p code", "201", "400"),
                        new Difference("rows 1 create Plan/p reason", "<absent>", "null"));
    }

    @DataProvider
    public Object[][] shapes() {
        return new Object[][] {
            {"[{'a': 1}]", "[{'a': 2}]", ""},
            {"[{'a': 1}]", "[{'a': 'x'}]", "$[].a"},
            {"[{'a': null}]", "[{'a': []}]", "$[].a"},
            {"[{'a': []}]", "[{'a': [{'b': 1}]}]", ""},
            {"[{'a': 1}, {}]", "[{}]", ""},
            {"[{'a': 1, 'b': 2}]", "[{'b': 2}]", "$[].a"},
            {"[{'a': 1}]", "[{}]", ""},
            {"{'a': {'b': 1}, 'c': 1}", "{'c': 1}", "$.a"},
            {"{'labels': {'x': 'y'}}", "{'labels': {'z': 'y'}}", ""},
        };
    }

    @Test(dataProvider = "shapes")
    public void shapesAreComparedWhereBothHaveContent(String real, String here, String paths) throws IOException {
        List<Difference> found = AnswerShape.differences(AnswerShape.of(json(real)), AnswerShape.of(json(here)));
        assertThat(String.join(" ", found.stream().map(Difference::path).toList()))
                .isEqualTo(paths);
    }

    @Test
    public void aKnownDifferenceNeedsAReasonAndIsReportedWhenUnused() {
        KnownDifferences known = KnownDifferences.of("# remark\nP1* objects * status   # why\nX9 # another");
        assertThat(known.has("P12", new Difference("objects Plan/x status", "1", "2")))
                .isTrue();
        assertThat(known.has("P22", new Difference("objects Plan/x status", "1", "2")))
                .isFalse();
        assertThat(known.unused()).containsExactly("X9 *");
        assertThatThrownBy(() -> KnownDifferences.of("P1 objects")).hasMessageContaining("no reason");
    }

    @Test
    public void valuesOfThisClusterBecomePlaceholdersAndBack() {
        RecordingPlaceholders names = new RecordingPlaceholders();
        Map.of("NAMESPACE", "real-run", "VM:web", "vm-7", "MAC:web", "00:50:56:00:00:01")
                .forEach(names::put);
        assertThat(names.hide("real-run/vm-7 vm-77 00:50:56:00:00:01 at 2026-11-30T12:00:00Z"))
                .isEqualTo("{{NAMESPACE}}/{{VM:web}} vm-77 {{MAC:web}} at <time>");
        assertThat(names.fill("{{NAMESPACE}}/{{VM:web}}")).isEqualTo("real-run/vm-7");
        assertThatThrownBy(() -> names.fill("{{API_CA}}")).hasMessage("this cluster gives no API_CA");
        assertThat(new ObjectSummary(names)
                        .trim(JsonNodeFactory.instance
                                .objectNode()
                                .put("message", "m")
                                .put("a", "x error: y"))
                        .toString())
                .isEqualTo("{\"a\":\"x error:<text>\"}");
    }

    private static JsonNode json(String quoted) throws IOException {
        return JSON.readTree(quoted.replace('\'', '"'));
    }
}
