package mtv.sandbox.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.sandbox.faults.FaultHits;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** HTTP faults as seen on the wire and through fabric8, which hides some of them by repeating requests. */
public class HttpFaultTest {

    private FaultyCluster storm;
    private ApiServerBed cluster;
    private RawHttp http;

    @BeforeClass
    public void start() {
        storm = new FaultyCluster();
        cluster = storm.cluster();
        http = cluster.http();
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        storm.close();
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
    public void aRequestIsRefused(String fault, int first, int second, boolean noticed) {
        String path = storm.map(fault);

        RawHttp.Answer answer = http.get(path);

        assertThat(answer.code()).isEqualTo(first);
        assertThat(answer.body().path("kind").asText()).isEqualTo("Status");
        assertThat(http.get(path).code()).isEqualTo(second);
        if (first == 429) {
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        }
    }

    @Test(dataProvider = "answers")
    public void fabric8RetriesWhatMayPass(String fault, int first, int second, boolean noticed) {
        String namespace = fault + "-fabric8";
        storm.map(fault, namespace);
        try (KubernetesClient client = storm.fabric8(5)) {
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
    public void aConnectionBreaksBeforeOrDuringTheAnswer() {
        for (String fault : List.of("api-resets", "api-resets-in-body")) {
            String path = storm.map(fault);
            assertThatThrownBy(() -> http.send("PUT", path, FaultyCluster.body(fault)))
                    .as(fault)
                    .hasMessageContaining("IOException");
            assertThat(http.send("PUT", path, FaultyCluster.body(fault)).code()).isEqualTo(200);
        }
    }

    @Test
    public void anAnswerIsSlow() {
        String path = storm.map("api-slow");
        long before = System.nanoTime();
        assertThat(http.get(path).code()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(1400));
    }

    @Test
    public void aChangeConflictsWithAnEarlierOne() {
        String path = storm.map("api-conflict");
        assertThat(http.send("PUT", path, FaultyCluster.body("api-conflict")).code())
                .isEqualTo(409);
        assertThat(http.send("PUT", path, FaultyCluster.body("api-conflict")).code())
                .isEqualTo(200);
    }

    @Test
    public void aTokenIsRevokedDuringItsUse() {
        String path = storm.map("token-revoked");
        RawHttp lost = cluster.http();
        String elsewhere = "/api/v1/namespaces";
        assertThat(lost.get(elsewhere).code()).isEqualTo(200);
        assertThat(lost.get(path).code()).isEqualTo(401);
        assertThat(lost.get(elsewhere).code()).isEqualTo(401);
        assertThat(http.get(elsewhere).code()).isEqualTo(200);
    }

    @Test
    public void faultsAreArmedListedAndDisarmedOverHttp() {
        String path = storm.map("nothing-yet");
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
        RawHttp stranger = cluster.http("stranger");
        assertThat(stranger.get(FaultControl.PATH).code()).isEqualTo(403);
        assertThat(stranger.send("POST", FaultControl.PATH, "{\"arm\": \"api-down\"}")
                        .code())
                .isEqualTo(403);
        assertThat(cluster.faults().hits()).extracting(FaultHits::scope).doesNotContain("*");
    }
}
