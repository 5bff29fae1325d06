package mtv.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs that come and go on one cluster, in any order. */
public class IntervalHoldersTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FRESH = "{\"metadata\":{\"resourceVersion\":\"7\"},\"spec\":{}}";

    @DataProvider
    public Object[][] values() {
        return new Object[][] {
            {"\"60\"", false},
            {"null", true},
            {"60", true},
            {"\"90Min\"", false},
            {"\"60m\"", true},
            {"\"45\"", true},
            {"\"2\"", true},
            {"45", false},
            {"2", true},
            {"2.5", true},
            {"true", true},
            {"{\"a\":[1,\"b\"]}", true},
            {"\"\\u4e2d: 'x\\n#\"", false},
        };
    }

    @Test(dataProvider = "values")
    public void theLastRunThatLeavesGivesTheOldValueBack(String old, boolean integer) throws Exception {
        JsonNode fresh = merged(
                JSON.readTree(FRESH),
                Map.of("spec", Collections.singletonMap(IntervalHolders.KEY, JSON.readValue(old, Object.class))));
        JsonNode first = merged(fresh, of(fresh).join("mtv-aaaaa", "2", integer));
        JsonNode both = merged(first, of(first).join("mtv-bbbbb", "2", integer));
        assertThat(value(both).isIntegralNumber()).isEqualTo(integer);
        assertThat(value(both).asText()).isEqualTo("2");

        JsonNode second = merged(both, of(both).leave("mtv-aaaaa"));
        assertThat(value(second)).isEqualTo(value(both));
        assertThat(of(second).minutes()).containsOnlyKeys("mtv-bbbbb");

        assertThat(merged(second, of(second).leave("mtv-bbbbb")))
                .isEqualTo(merged(fresh, Map.of("metadata", Map.of("annotations", Map.of()))));
    }

    @Test
    public void whatIsNoNumberOfMinutesIsOdd() throws Exception {
        for (String odd : List.of("\"60m\"", "2.5", "true", "\"\"")) {
            assertThat(holding(odd).isOdd()).as(odd).isTrue();
        }
        for (String usual : List.of("null", "60", "\"45\"")) {
            assertThat(holding(usual).isOdd()).as(usual).isFalse();
        }
        assertThat(holding("\"60m\"").shownValue()).isEqualTo("\"60m\"");
    }

    private static IntervalHolders holding(String value) throws Exception {
        return of(merged(
                JSON.readTree(FRESH),
                Map.of("spec", Collections.singletonMap(IntervalHolders.KEY, JSON.readValue(value, Object.class)))));
    }

    @Test
    public void runsThatNeedAnotherIntervalWait() throws Exception {
        JsonNode fresh = JSON.readTree(FRESH);
        JsonNode held = merged(fresh, of(fresh).join("mtv-aaaaa", "2", true));
        assertThat(of(held).allow("mtv-bbbbb", "2")).isTrue();
        assertThat(of(held).allow("mtv-bbbbb", "3")).isFalse();
        assertThat(of(held).allow("mtv-aaaaa", "3")).isTrue();
    }

    @Test
    public void aChangeHoldsForTheVersionThatWasSeenAndARunThatIsNotThereLeavesNothing() throws Exception {
        JsonNode fresh = JSON.readTree(FRESH);
        assertThat(JSON.<JsonNode>valueToTree(of(fresh).join("mtv-aaaaa", "2", true))
                        .at("/metadata/resourceVersion")
                        .asText())
                .isEqualTo("7");
        assertThat(of(fresh).leave("mtv-aaaaa")).isEmpty();
    }

    private static JsonNode value(JsonNode controller) {
        return controller.path("spec").path(IntervalHolders.KEY);
    }

    private static IntervalHolders of(JsonNode controller) {
        return IntervalHolders.of(JSON.convertValue(controller, GenericKubernetesResource.class));
    }

    /** As the API merges a patch: null takes a field away. */
    private static JsonNode merged(JsonNode object, Map<String, ?> patch) {
        return merge(object.deepCopy(), JSON.valueToTree(patch));
    }

    private static JsonNode merge(JsonNode object, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged = object.isObject() ? (ObjectNode) object : JSON.createObjectNode();
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else {
                merged.set(field.getKey(), merge(merged.path(field.getKey()), field.getValue()));
            }
        });
        return merged;
    }
}
