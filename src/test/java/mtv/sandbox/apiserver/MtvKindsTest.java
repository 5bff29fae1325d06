package mtv.sandbox.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import mtv.sandbox.apiserver.request.Json;
import org.testng.SkipException;
import org.testng.annotations.Test;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** The stored definitions of MTV's kinds equal those that the product ships, if these are at hand. */
public class MtvKindsTest {

    private static final Path PRODUCT = Path.of("..", "shared", "crds", "forklift");

    @Test
    public void definitionsAreThoseThatMtvShips() throws IOException {
        File[] files = PRODUCT.toFile().listFiles((folder, name) -> name.endsWith(".yaml"));
        if (files == null || files.length == 0) {
            throw new SkipException(
                    "The product's definitions are not in %s: those of the sandbox were held against nothing"
                            .formatted(PRODUCT));
        }
        Map<String, JsonNode> served = Json.resource("crds.json")
                .valueStream()
                .collect(Collectors.toMap(MtvKindsTest::name, definition -> definition.path("spec")));
        ObjectMapper yaml = new YAMLMapper();
        for (File file : files) {
            JsonNode shipped = yaml.readTree(file);
            assertThat(served.get(name(shipped))).as(file.getName()).isEqualTo(shipped.path("spec"));
        }
    }

    private static String name(JsonNode definition) {
        return definition.at("/metadata/name").asText();
    }
}
