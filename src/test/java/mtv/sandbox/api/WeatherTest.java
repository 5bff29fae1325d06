package mtv.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import mtv.sandbox.fault.Firing;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Bad weather as a client meets it: on the wire, and behind fabric8, which hides some of it by trying again. */
public class WeatherTest {

    private Cluster cluster;
    private RawHttp http;

    @BeforeClass
    public void start() {
        cluster = new Cluster();
        http = cluster.http();
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        cluster.close();
    }

    /** Fault, the answer on the wire, the answer to the same request again, and whether fabric8 notices. */
    @DataProvider
    public Object[][] answers() {
        return new Object[][] {
            {"api-unauthorized", 401, 200, true},
            {"api-forbidden", 403, 403, true},
            {"api-not-found-flicker", 404, 200, true},
            {"api-too-many-requests", 429, 429, false},
            {"api-internal-error", 500, 200, false},
            {"api-bad-gateway", 502, 200, false},
            {"api-unavailable", 503, 200, false},
            {"api-down", 503, 503, true},
        };
    }

    @Test(dataProvider = "answers")
    public void anAnswerIsARefusal(String fault, int first, int second, boolean noticed) {
        String path = map(fault);

        RawHttp.Answer answer = http.get(path);

        assertThat(answer.code()).isEqualTo(first);
        assertThat(answer.body().path("kind").asText()).isEqualTo("Status");
        assertThat(http.get(path).code()).isEqualTo(second);
        if (first == 429) {
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        }
    }

    @Test(dataProvider = "answers")
    public void fabric8HidesWhatItCanTryAgain(String fault, int first, int second, boolean noticed) {
        String namespace = fault + "-fabric8";
        map(fault, namespace);
        try (KubernetesClient client = fabric8(5)) {
            Supplier<ConfigMap> read = () ->
                    client.configMaps().inNamespace(namespace).withName("m").get();
            if (first == 404) {
                assertThat(read.get()).isNull();
            } else if (noticed) {
                assertThatThrownBy(read::get)
                        .isInstanceOfSatisfying(
                                KubernetesClientException.class,
                                e -> assertThat(e.getCode()).isEqualTo(first));
            } else {
                assertThat(read.get()).isNotNull();
            }
        }
    }

    @Test
    public void aConnectionBreaksBeforeTheAnswerOrInIt() {
        for (String fault : List.of("api-resets", "api-resets-in-body")) {
            String path = map(fault);
            assertThatThrownBy(() -> http.send("PUT", path, body(fault)))
                    .as(fault)
                    .hasMessageContaining("IOException");
            assertThat(http.send("PUT", path, body(fault)).code()).isEqualTo(200);
        }
    }

    @Test
    public void anAnswerTakesItsTime() {
        String path = map("api-slow");
        long before = System.nanoTime();
        assertThat(http.get(path).code()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(1400));
    }

    @Test
    public void aChangeMeetsAFasterOne() {
        String path = map("api-conflict");
        assertThat(http.send("PUT", path, body("api-conflict")).code()).isEqualTo(409);
        assertThat(http.send("PUT", path, body("api-conflict")).code()).isEqualTo(200);
    }

    @Test
    public void aTokenIsRevokedWhileItIsUsed() {
        String path = map("token-revoked");
        RawHttp lost = cluster.http();
        assertThat(List.of(lost.get(path).code(), lost.get(path).code())).containsOnly(200);
        assertThat(lost.get(path).code()).isEqualTo(401);
        assertThat(lost.get(path).code()).isEqualTo(401);
        assertThat(http.get(path).code()).isEqualTo(200);
    }

    /** Fault, and the frames that a watch then has, of the one map that is there and another that comes. */
    @DataProvider
    public Object[][] watches() {
        return new Object[][] {
            {"watch-closed", List.of("ADDED m")},
            {"watch-gone", List.of("ADDED m", "ERROR ")},
            {"watch-repeats", List.of("ADDED m", "ADDED m", "ADDED later", "ADDED later")},
            {"watch-late", List.of("ADDED m", "ADDED later")},
        };
    }

    @Test(dataProvider = "watches")
    public void aWatchIsSpoiled(String fault, List<String> frames) {
        String maps = map(fault).replaceFirst("/m$", "");
        Iterator<JsonNode> seen = http.lines(maps + "?watch=1").iterator();
        create(fault, "later");
        for (String frame : frames) {
            JsonNode next = seen.next();
            assertThat(next.path("type").asText() + " "
                            + next.at("/object/metadata/name").asText())
                    .isEqualTo(frame);
        }
        if (List.of("watch-closed", "watch-gone").contains(fault)) {
            assertThat(seen.hasNext()).isFalse();
        }
    }

    @Test
    public void aWatchBreaksOrIsRefused() {
        String broken = map("watch-reset").replaceFirst("/m$", "");
        Iterator<JsonNode> seen = http.lines(broken + "?watch=1").iterator();
        seen.next();
        create("watch-reset", "later");
        assertThatThrownBy(seen::hasNext).hasMessageContaining("IOException");

        String refused = map("watch-refused-gone").replaceFirst("/m$", "");
        assertThat(http.get(refused + "?watch=1&timeoutSeconds=1").code()).isEqualTo(410);
    }

    /**
     * fabric8's informers come back after a watch that ended, whatever the end was; not after one that is only silent.
     */
    @Test
    public void anInformerSurvivesWhatEndsItsWatch() {
        List<String> survived = List.of("watch-closed", "watch-gone", "watch-reset", "watch-repeats", "watch-late");
        for (String fault : survived) {
            assertThat(informed(fault)).as(fault).isTrue();
        }
        assertThat(informed("watch-silent")).isFalse();
    }

    private boolean informed(String fault) {
        String namespace = fault + "-informed";
        map(fault, namespace);
        try (KubernetesClient client = fabric8(3)) {
            SharedIndexInformer<ConfigMap> informer =
                    client.configMaps().inNamespace(namespace).inform();
            create(namespace, "later");
            create(namespace, "last");
            try {
                await().atMost(Duration.ofSeconds(fault.equals("watch-silent") ? 1 : 10))
                        .until(() -> informer.getStore().list().size() == 3);
                return true;
            } catch (org.awaitility.core.ConditionTimeoutException e) {
                return false;
            }
        }
    }

    @Test
    public void faultsAreArmedListedAndDisarmedOverHttp() {
        String path = map("nothing-yet");
        RawHttp.Answer armed = http.send("POST", FaultControl.PATH, "{\"arm\": \"api-forbidden@nothing-yet\"}");
        assertThat(armed.code()).isEqualTo(201);
        assertThat(http.get(path).code()).isEqualTo(403);

        JsonNode list = http.get(FaultControl.PATH).body();
        assertThat(list.path("known").findValuesAsText("name")).contains("nic-lost");
        assertThat(list.path("armed"))
                .filteredOn(fault -> fault.path("scope").asText().equals("nothing-yet"))
                .singleElement()
                .satisfies(fault -> assertThat(fault.path("fired").asLong()).isEqualTo(1));

        assertThat(http.send("DELETE", FaultControl.PATH + "/api-forbidden@nothing-yet", null)
                        .code())
                .isEqualTo(200);
        assertThat(http.get(path).code()).isEqualTo(200);
        assertThat(http.send("DELETE", FaultControl.PATH + "/api-forbidden@nothing-yet", null)
                        .code())
                .isEqualTo(404);
        assertThat(http.send("POST", FaultControl.PATH, "{\"arm\": \"no-such\"}")
                        .code())
                .isEqualTo(400);
    }

    @Test
    public void onlyAdministratorsMayTouchFaults() {
        RawHttp stranger = new RawHttp(
                cluster.server().url(),
                cluster.server().caPem(),
                cluster.server().tokens().issue("stranger"));
        assertThat(stranger.get(FaultControl.PATH).code()).isEqualTo(403);
        assertThat(stranger.send("POST", FaultControl.PATH, "{\"arm\": \"api-down\"}")
                        .code())
                .isEqualTo(403);
        assertThat(cluster.faults().firings()).extracting(Firing::scope).doesNotContain("*");
    }

    /** Arms the fault for a namespace of its name, with one map in it, and returns the map's path. */
    private String map(String fault) {
        return map(fault, fault);
    }

    private String map(String fault, String namespace) {
        if (cluster.client().namespaces().withName(namespace).get() == null) {
            cluster.namespace(namespace);
            create(namespace, "m");
        }
        if (!fault.equals("nothing-yet")) {
            cluster.faults().arm(fault + "@" + namespace);
        }
        return "/api/v1/namespaces/" + namespace + "/configmaps/m";
    }

    /** Without the weather: from inside of the cluster. */
    private void create(String namespace, String name) {
        try (KubernetesClient inside = cluster.server().clientFor("system:admin")) {
            inside.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .withNamespace(namespace)
                            .endMetadata()
                            .build())
                    .create();
        }
    }

    private static String body(String namespace) {
        return "{\"metadata\": {\"name\": \"m\", \"namespace\": \"" + namespace + "\"}}";
    }

    private KubernetesClient fabric8(int retries) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl(cluster.server().url().toString())
                        .withCaCertData(cluster.server().caPem())
                        .withOauthToken(cluster.server().tokens().issue("kubeadmin"))
                        .withRequestRetryBackoffLimit(retries)
                        .withRequestRetryBackoffInterval(10)
                        .withWatchReconnectInterval(10)
                        .build())
                .build();
    }
}
