package mtv.cluster;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import mtv.model.Hook;
import mtv.model.Host;
import mtv.model.Migration;
import mtv.model.ModelResource;
import mtv.model.NetworkMap;
import mtv.model.Plan;
import mtv.model.Provider;
import mtv.model.StorageMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Every field of the product's schemas and of the recorded objects is read and kept, in lists and in watches. */
public class SchemaReadingTest {

    private static final Logger LOG = LogManager.getLogger();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The product's CRDs, kept outside of this repository. */
    private static final Path CRDS = Path.of("..", "shared", "crds", "forklift");

    private static final String SCHEMA = "/spec/versions/0/schema/openAPIV3Schema";
    private static final String NAMESPACE = "ns";

    private static final Map<String, Class<? extends HasMetadata>> MODEL = Map.of(
            "Hook", Hook.class,
            "Host", Host.class,
            "Migration", Migration.class,
            "NetworkMap", NetworkMap.class,
            "Plan", Plan.class,
            "Provider", Provider.class,
            "StorageMap", StorageMap.class);

    private FakeApi api;
    private Cluster cluster;

    @BeforeClass
    public void connect() throws IOException {
        api = new FakeApi();
        cluster = api.connect();
    }

    @AfterClass(alwaysRun = true)
    public void close() {
        cluster.close();
        api.close();
    }

    @DataProvider
    public Object[][] kinds() {
        return MODEL.keySet().stream().sorted().map(kind -> new Object[] {kind}).toArray(Object[][]::new);
    }

    @Test(dataProvider = "kinds")
    public void everythingThatTheSchemaAllowsIsReadAndKept(String kind) throws IOException {
        SampleObjects samples = new SampleObjects(schema(kind));
        LOG.info("{}: reads all {} paths", kind, samples.paths().size());
        assertRead(kind, "forklift.konveyor.io/v1beta1", samples.all(), false);
    }

    @Test
    public void theSchemasHaveAllPathsOfTheProduct() throws IOException {
        int paths = 0;
        for (String kind : MODEL.keySet()) {
            paths += new SampleObjects(schema(kind)).paths().size();
        }
        LOG.info("reads all {} paths of the product's definitions", paths);
        assertThat(paths).isGreaterThanOrEqualTo(592);
    }

    /** The schema of a kind: the product's, or the sandbox's if that is not there. Another test compares the two. */
    private static JsonNode schema(String kind) throws IOException {
        String plural = kind.toLowerCase(Locale.ROOT) + "s";
        Path file = CRDS.resolve(plural + ".yaml");
        if (Files.exists(file)) {
            return new YAMLMapper().readTree(file.toFile()).at(SCHEMA);
        }
        LOG.warn("SKIPPED: the product's CRDs are not in {}; the sandbox's are read instead", CRDS);
        try (InputStream own = ModelResource.class.getResourceAsStream("/mtv/sandbox/crds.json")) {
            return JSON.readTree(own)
                    .valueStream()
                    .filter(crd -> crd.at("/spec/names/plural").asText().equals(plural))
                    .findFirst()
                    .orElseThrow()
                    .at(SCHEMA);
        }
    }

    @DataProvider
    public Object[][] recorded() throws IOException {
        try (InputStream file = SchemaReadingTest.class.getResourceAsStream("recorded-fields.json")) {
            Map<String, Map<String, String>> kinds = JSON.readValue(file, new TypeReference<>() {});
            return kinds.entrySet().stream()
                    .map(kind -> new Object[] {kind.getKey(), kind.getValue()})
                    .toArray(Object[][]::new);
        }
    }

    @Test(dataProvider = "recorded")
    public void everythingThatRealObjectsHadIsReadAndKept(String kind, Map<String, String> fields) {
        String apiVersion = switch (kind) {
            case "DataVolume" -> "cdi.kubevirt.io/v1beta1";
            case "VirtualMachine" -> "kubevirt.io/v1";
            default -> "forklift.konveyor.io/v1beta1";
        };
        assertRead(kind, apiVersion, List.of(SampleObjects.of(fields)), true);
    }

    /** @param made whether texts are anything, where some of them have few values */
    private void assertRead(String kind, String apiVersion, List<ObjectNode> objects, boolean made) {
        for (int i = 0; i < objects.size(); i++) {
            ObjectNode object = objects.get(i).put("apiVersion", apiVersion).put("kind", kind);
            ObjectNode metadata =
                    object.has("metadata") && object.get("metadata").isObject()
                            ? (ObjectNode) object.get("metadata")
                            : object.putObject("metadata");
            metadata.put("name", "object-" + i).put("namespace", NAMESPACE).put("resourceVersion", "7");
        }
        String path = "/apis/" + apiVersion + "/namespaces/" + NAMESPACE + "/" + kind.toLowerCase(Locale.ROOT) + "s";
        api.says(path, FakeApi.Answer.json(list(kind, apiVersion, objects).toString()));
        api.shows(
                path,
                objects.stream()
                        .map(object -> JSON.createObjectNode()
                                .put("type", "MODIFIED")
                                .set("object", object)
                                .toString())
                        .toList());

        assertSame("in a list", listed(kind, apiVersion), objects, made);
        assertSame("in a watch", watched(kind, apiVersion, objects.size()), objects, made);
    }

    private static ObjectNode list(String kind, String apiVersion, List<ObjectNode> objects) {
        ArrayNode items = JSON.createArrayNode().addAll(objects);
        ObjectNode list = JSON.createObjectNode().put("apiVersion", apiVersion).put("kind", kind + "List");
        list.putObject("metadata").put("resourceVersion", "7");
        return list.set("items", items);
    }

    private List<? extends HasMetadata> listed(String kind, String apiVersion) {
        return MODEL.containsKey(kind)
                ? cluster.client()
                        .resources(MODEL.get(kind))
                        .inNamespace(NAMESPACE)
                        .list()
                        .getItems()
                : cluster.client()
                        .genericKubernetesResources(context(kind, apiVersion))
                        .inNamespace(NAMESPACE)
                        .list()
                        .getItems();
    }

    private List<HasMetadata> watched(String kind, String apiVersion, int count) {
        Received received = new Received();
        Watch watch = MODEL.containsKey(kind)
                ? watch(MODEL.get(kind), received)
                : cluster.client()
                        .genericKubernetesResources(context(kind, apiVersion))
                        .inNamespace(NAMESPACE)
                        .watch(received.as(GenericKubernetesResource.class));
        try {
            return received.take(count);
        } finally {
            watch.close();
        }
    }

    private <T extends HasMetadata> Watch watch(Class<T> type, Received received) {
        return cluster.client().resources(type).inNamespace(NAMESPACE).watch(received.as(type));
    }

    private static ResourceDefinitionContext context(String kind, String apiVersion) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(apiVersion.substring(0, apiVersion.indexOf('/')))
                .withVersion(apiVersion.substring(apiVersion.indexOf('/') + 1))
                .withKind(kind)
                .withPlural(kind.toLowerCase(Locale.ROOT) + "s")
                .withNamespaced(true)
                .build();
    }

    private void assertSame(String how, List<? extends HasMetadata> read, List<ObjectNode> sent, boolean made) {
        assertThat(read).as(how).hasSameSizeAs(sent);
        for (int i = 0; i < sent.size(); i++) {
            HasMetadata object = read.get(i);
            if (object instanceof ModelResource<?, ?> model) {
                assertThat(model.unreadable())
                        .as("%s: %s", how, sent.get(i))
                        .allMatch(field -> made && field.expected().startsWith("one of "));
            }
            String written = cluster.client().getKubernetesSerialization().asJson(object);
            assertThat(cluster.client().getKubernetesSerialization().unmarshal(written, JsonNode.class))
                    .as(how)
                    .isEqualTo(sent.get(i));
        }
    }

    /** The events of a watch in their order. */
    private static final class Received {

        private final BlockingQueue<HasMetadata> objects = new LinkedBlockingQueue<>();
        private volatile WatcherException broken;

        <T extends HasMetadata> Watcher<T> as(Class<T> type) {
            return new Watcher<>() {
                @Override
                public void eventReceived(Action action, T object) {
                    objects.add(object);
                }

                @Override
                public void onClose(WatcherException cause) {
                    broken = cause;
                }
            };
        }

        List<HasMetadata> take(int count) {
            List<HasMetadata> taken = new ArrayList<>();
            try {
                while (taken.size() < count) {
                    HasMetadata next = objects.poll(10, TimeUnit.SECONDS);
                    assertThat(next)
                            .as("event %s; broken: %s", taken.size(), broken)
                            .isNotNull();
                    taken.add(next);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return taken;
        }
    }
}
