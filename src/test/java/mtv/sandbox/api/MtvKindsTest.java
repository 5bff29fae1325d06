package mtv.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerationInfo;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import mtv.model.ForkliftController;
import mtv.model.Hook;
import mtv.model.Host;
import mtv.model.Migration;
import mtv.model.NetworkMap;
import mtv.model.Plan;
import mtv.model.Provider;
import mtv.model.StorageMap;
import org.testng.annotations.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** MTV's definitions are those of the model's records; a file, since making them would take a tenth of a start. */
public class MtvKindsTest {

    private static final List<Class<? extends HasMetadata>> CLASSES = List.of(
            Provider.class,
            NetworkMap.class,
            StorageMap.class,
            Plan.class,
            Migration.class,
            Hook.class,
            Host.class,
            ForkliftController.class);

    @Test
    public void whatIsServedIsWhatTheModelSays() throws IOException {
        Collecting generator = new Collecting();
        generator
                .withOutput(new NoFiles())
                .withParallelGenerationEnabled(false)
                .forCRDVersions("v1")
                .customResourceClasses(CLASSES)
                .detailedGenerate();
        Path made = Files.writeString(
                Path.of("target", "crds.json"),
                Json.write(generator.definitions).toString());

        assertThat(Json.resource("crds.json"))
                .as("crds.json does not fit the model any more: take %s instead", made)
                .containsExactlyInAnyOrderElementsOf(generator.definitions);
    }

    /** Keeps the definitions as objects instead of writing them. */
    private static final class Collecting extends CRDGenerator {

        private final ArrayNode definitions = Json.array();

        @Override
        public void emitCrd(HasMetadata definition, Set<String> dependencies, CRDGenerationInfo info) {
            ObjectNode made = (ObjectNode) Json.tree(definition);
            String kind = made.at("/spec/names/kind").asText();
            made.at("/spec/versions").forEach(version -> inOrder(kind, version.path("additionalPrinterColumns")));
            definitions.add(made);
        }

        /** The generator sorts the columns; kubectl is to show them in the product's order. */
        private static void inOrder(String kind, JsonNode columns) {
            List<String> order = CLASSES.stream()
                    .filter(type -> type.getSimpleName().equals(kind))
                    .flatMap(type -> Arrays.stream(type.getAnnotationsByType(AdditionalPrinterColumn.class)))
                    .map(AdditionalPrinterColumn::name)
                    .toList();
            if (columns instanceof ArrayNode array) {
                List<JsonNode> sorted = new ArrayList<>();
                array.forEach(sorted::add);
                sorted.sort(Comparator.comparing(
                        column -> order.indexOf(column.path("name").asText())));
                array.removeAll().addAll(sorted);
            }
        }
    }

    /** The generator does nothing when it has nowhere to write to. */
    private static final class NoFiles extends CRDGenerator.AbstractCRDOutput<ByteArrayOutputStream> {

        @Override
        protected ByteArrayOutputStream createStreamFor(String name) {
            return new ByteArrayOutputStream();
        }

        @Override
        public URI crdURI(String name) {
            return URI.create("memory:" + name);
        }
    }
}
