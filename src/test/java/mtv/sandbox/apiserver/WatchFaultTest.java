package mtv.sandbox.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import mtv.sandbox.clock.SandboxTime;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Faulty watches as seen on the wire and by an informer. */
public class WatchFaultTest {

    private FaultyCluster storm;
    private RawHttp http;

    @BeforeClass
    public void start() {
        storm = new FaultyCluster();
        http = storm.cluster().http();
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        storm.close();
    }

    /** Fault, and the frames of a watch: one ConfigMap exists before it, and a second one is created later. */
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
    public void aWatchIsFaulty(String fault, List<String> frames) {
        String maps = storm.map(fault).replaceFirst("/m$", "");
        Iterator<JsonNode> seen = http.lines(maps + "?watch=1").iterator();
        storm.create(fault, "later");
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
        String broken = storm.map("watch-reset").replaceFirst("/m$", "");
        Iterator<JsonNode> seen = http.lines(broken + "?watch=1").iterator();
        seen.next();
        storm.create("watch-reset", "later");
        assertThatThrownBy(seen::hasNext).hasMessageContaining("IOException");

        String refused = storm.map("watch-refused-gone").replaceFirst("/m$", "");
        assertThat(http.get(refused + "?watch=1&timeoutSeconds=1").code()).isEqualTo(410);
    }

    /**
     * An informer of fabric8 starts a new watch after one that ended for any reason, but not after one that is only
     * silent.
     */
    @Test
    public void anInformerSurvivesTheEndOfItsWatch() {
        List<String> survived = List.of("watch-closed", "watch-gone", "watch-reset", "watch-repeats", "watch-late");
        for (String fault : survived) {
            assertThat(informed(fault)).as(fault).isTrue();
        }
        assertThat(informed("watch-silent")).isFalse();
    }

    private boolean informed(String fault) {
        String namespace = fault + "-informed";
        storm.map(fault, namespace);
        try (KubernetesClient client = storm.fabric8(3)) {
            SharedIndexInformer<ConfigMap> informer =
                    client.configMaps().inNamespace(namespace).inform();
            storm.create(namespace, "later");
            storm.create(namespace, "last");
            try {
                await().atMost(fault.equals("watch-silent") ? Duration.ofSeconds(1) : SandboxTime.HANG)
                        .until(() -> informer.getStore().list().size() == 3);
                return true;
            } catch (org.awaitility.core.ConditionTimeoutException e) {
                return false;
            }
        }
    }
}
