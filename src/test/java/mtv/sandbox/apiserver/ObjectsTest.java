package mtv.sandbox.apiserver;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Objects are created, read, changed and deleted by the rules of a real API server. */
public class ObjectsTest extends ApiServerFixture {

    private static final Instant NOW = Instant.parse("2031-05-06T07:08:09Z");
    private static final String MAPS = "/api/v1/namespaces/objects/configmaps";

    public ObjectsTest() {
        super("objects", Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    public void theServerSetsItsOwnMetadata() {
        ConfigMap created = client.resource(map("mine")).create();
        assertThat(created.getMetadata().getUid()).hasSize(36);
        assertThat(created.getMetadata().getGeneration())
                .as("this kind has none")
                .isNull();
        assertThat(created.getMetadata().getCreationTimestamp()).isEqualTo(NOW.toString());
        assertThat(created.getMetadata().getResourceVersion()).isNotEmpty();

        created.setData(Map.of("k", "v2"));
        ConfigMap updated = client.resource(created).update();
        assertThat(updated.getMetadata().getUid())
                .isEqualTo(created.getMetadata().getUid());
        assertThat(client.resource(updated).update().getMetadata().getResourceVersion())
                .as("nothing changed")
                .isEqualTo(updated.getMetadata().getResourceVersion());
        assertThat(client.resource(updated).delete()).hasSize(1);
        assertThat(client.resource(updated).get()).isNull();
    }

    @Test
    public void aStaleVersionIsAConflict() {
        ConfigMap first = client.resource(map("stale")).create();
        client.resource(first)
                .edit(map -> new ConfigMapBuilder(map).addToData("a", "b").build());
        first.setData(Map.of("k", "other"));
        assertThatThrownBy(() -> client.resource(first).update())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getStatus().getReason()).isEqualTo("Conflict"));
    }

    @Test
    public void generatedNamesEndInFiveLetters() {
        ConfigMap map = new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("objects")
                .withGenerateName("gen-")
                .endMetadata()
                .build();
        assertThat(client.resource(map).create().getMetadata().getName()).matches("gen-[a-z0-9]{5}");
    }

    @Test
    public void stringDataBecomesData() {
        Secret secret = new SecretBuilder()
                .withNewMetadata()
                .withNamespace("objects")
                .withName("secret")
                .endMetadata()
                .addToStringData("user", "admin")
                .build();
        Secret stored = client.resource(secret).create();
        assertThat(stored.getData()).containsEntry("user", "YWRtaW4=");
        assertThat(stored.getStringData()).isNullOrEmpty();
        assertThat(stored.getType()).isEqualTo("Opaque");
    }

    @Test
    public void everyAnswerHasTheSimulatedDate() {
        assertThat(http.get("/version").headers().firstValue("Date")).contains("Tue, 6 May 2031 07:08:09 GMT");
        assertThat(http.get("/nowhere").headers().firstValue("Date")).contains("Tue, 6 May 2031 07:08:09 GMT");
    }

    @Test
    public void listsComeInPages() {
        cluster.namespace("pages");
        for (int i = 0; i < 5; i++) {
            client.resource(map("map-" + i)).inNamespace("pages").create();
        }
        String path = "/api/v1/namespaces/pages/configmaps?limit=2";
        RawHttp.Answer first = http.get(path);
        assertThat(first.body().path("items")).hasSize(2);
        assertThat(first.body().at("/metadata/remainingItemCount").asInt()).isEqualTo(3);
        RawHttp.Answer second = http.get(
                path + "&continue=" + first.body().at("/metadata/continue").asText());
        assertThat(second.body().at("/items/0/metadata/name").asText()).isEqualTo("map-2");
    }

    @Test
    public void dryRunChangesNothing() {
        RawHttp.Answer answer = http.send("POST", MAPS + "?dryRun=All", json("dry"));
        assertThat(answer.code()).isEqualTo(201);
        assertThat(http.get(MAPS + "/dry").code()).isEqualTo(404);
    }

    @Test
    public void yamlIsAccepted() {
        String yaml = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: yaml}\ndata: {n: 'text'}\n";
        RawHttp.Answer answer = http.send("POST", MAPS, yaml, "application/yaml");
        assertThat(answer.code()).isEqualTo(201);
        assertThat(answer.body().at("/data/n").asText()).isEqualTo("text");
    }

    @Test
    public void preconditionsGuardADeletion() {
        client.resource(map("guarded")).create();
        String other = "{\"preconditions\":{\"uid\":\"other\"}}";
        assertThat(http.send("DELETE", MAPS + "/guarded", other).code()).isEqualTo(409);
        RawHttp.Answer gone = http.send("DELETE", MAPS + "/guarded/", null);
        assertThat(gone.body().path("status").asText()).isEqualTo("Success");
    }

    @Test
    public void collectionsAreDeletedBySelector() {
        cluster.namespace("collection");
        for (String name : new String[] {"a", "b", "c"}) {
            client.resource(new ConfigMapBuilder(map(name))
                            .editMetadata()
                            .withNamespace("collection")
                            .addToLabels("group", "a".equals(name) ? "x" : "y")
                            .endMetadata()
                            .build())
                    .create();
        }
        client.configMaps().inNamespace("collection").withLabel("group", "y").delete();
        assertThat(client.configMaps().inNamespace("collection").list().getItems())
                .extracting(map -> map.getMetadata().getName())
                .containsExactly("a");
    }

    @DataProvider
    public Object[][] refusals() {
        return new Object[][] {
            {"GET", "/api/v1/namespaces/objects/nothings", null, 404, "NotFound"},
            {"GET", "/apis/none.example/v1", null, 404, "NotFound"},
            {"GET", MAPS + "/absent", null, 404, "NotFound"},
            {"POST", "/api/v1/namespaces/absent/configmaps", json("x"), 404, "NotFound"},
            {"POST", MAPS, "{", 400, "BadRequest"},
            {"POST", MAPS, json("x").replace("ConfigMap", "Secret"), 400, "BadRequest"},
            {"POST", MAPS, json("x").replace("{\"name\"", "{\"namespace\":\"n\",\"name\""), 400, "BadRequest"},
            {"POST", MAPS, json("Upper"), 422, "Invalid"},
            {"POST", MAPS, json("x").replace("}}", ",\"labels\":{\"a\":\"-b\"}}}"), 422, "Invalid"},
            {"POST", "/api/v1/configmaps", json("x"), 405, "MethodNotAllowed"},
            {"PUT", MAPS, json("x"), 405, "MethodNotAllowed"},
            {"PATCH", MAPS + "/x", "{}", 415, "UnsupportedMediaType"},
            {"GET", "/api/v1/pods?fieldSelector=spec.unknown=1", null, 400, "BadRequest"},
            {"POST", "/api/v1/namespaces/objects/secrets", secret("%%"), 400, "BadRequest"},
        };
    }

    @Test(dataProvider = "refusals")
    public void refusalsHaveTheirCodeAndReason(String method, String path, String body, int code, String reason) {
        RawHttp.Answer answer = http.send(method, path, body);
        assertThat(answer.code()).as(answer.body().toString()).isEqualTo(code);
        assertThat(answer.reason()).isEqualTo(reason);
        assertThat(answer.body().path("kind").asText()).isEqualTo("Status");
    }

    @Test
    public void aNameThatIsTakenIsRefused() {
        client.resource(map("twice")).create();
        RawHttp.Answer answer = http.send("POST", MAPS, json("twice"));
        assertThat(answer.code()).isEqualTo(409);
        assertThat(answer.reason()).isEqualTo("AlreadyExists");
        assertThat(answer.body().at("/details/name").asText()).isEqualTo("twice");
        assertThat(answer.body().at("/details/kind").asText()).isEqualTo("configmaps");
    }

    private static ConfigMap map(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("objects")
                .withName(name)
                .endMetadata()
                .addToData("k", "v")
                .build();
    }

    private static String json(String name) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"%s\"}}".formatted(name);
    }

    private static String secret(String value) {
        return "{\"metadata\":{\"name\":\"s\"},\"data\":{\"k\":\"%s\"}}".formatted(value);
    }
}
