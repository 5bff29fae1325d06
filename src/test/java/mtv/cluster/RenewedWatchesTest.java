package mtv.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import mtv.Scratch;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.await.Stop;
import mtv.record.RecordedConnection;
import mtv.record.Recording;
import mtv.record.Tape;
import mtv.sandbox.SandboxConfig;
import mtv.settings.ClusterCredentials;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client begins a watch anew when the one before is over, and then hears what happened between them: in a replay as
 * in the run.
 */
public class RenewedWatchesTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String LAST = "2";

    /** What becomes of watches, and whether of the first alone. */
    @DataProvider
    public Object[][] ends() {
        return new Object[][] {
            {"is closed after an event", "", "\"watch\": \"close\", \"after\": 1"},
            {"gets no answer", "\"times\": 1, ", "\"reset\": \"before\""},
        };
    }

    @Test(dataProvider = "ends")
    public void whatIsToldAfterTheEndOfAWatchIsReplayed(String how, String times, String answer) throws IOException {
        Path faults = Files.writeString(Scratch.file("ends", ".json"), """
                [{"about": "Ends of watches", "where": "api", "faults": [
                  {"name": "watch-ends", "says": "A watch %s.",
                   "when": {%s"on": "watch configmaps", "by": ["human"]}, "do": {"answer": {%s}}}]}]
                """.formatted(how, times, answer));
        Path file = Scratch.folder("renewed").resolve("run.jsonl.gz");
        ClusterCredentials access;
        try (OutsideSandbox sandbox = new OutsideSandbox(new SandboxConfig(2000, 1, Set.of())
                        .withFaultFile(Optional.of(faults))
                        .withFaults(Set.of("watch-ends")));
                Recording recording = Recording.into(file, List.of())) {
            access = sandbox.access();
            assertThat(counted(access, recording)).containsExactly("0", "1", LAST);
            assertThat(sandbox.fired()).contains("watch-ends");
        }
        assertThat(counted(access, Tape.load(file))).containsExactly("0", "1", LAST);
    }

    /** Counts on whenever it is told of the last number; of which each is the only event of a watch. */
    private static List<String> counted(ClusterCredentials access, RecordedConnection wire) {
        List<String> told = new CopyOnWriteArrayList<>();
        try (Cluster cluster = Cluster.connect(access, "openshift-mtv", Stop.never(), wire)) {
            ConfigMap zero = new ConfigMapBuilder()
                    .withNewMetadata()
                    .withName("counter")
                    .withNamespace("default")
                    .endMetadata()
                    .addToData("number", "0")
                    .build();
            Resource<ConfigMap> counter = cluster.client().resource(zero);
            counter.create();
            cluster.await("the counter is " + LAST)
                    .watching(
                            cluster.client().configMaps().inNamespace("default").withName("counter"))
                    .tells(seen -> {
                        told.add(number(seen));
                        if (!number(seen).equals(LAST)) {
                            CompletableFuture.runAsync(() -> counter.patch(
                                    "{\"data\": {\"number\": \"" + (Integer.parseInt(number(seen)) + 1) + "\"}}"));
                        }
                    })
                    .within(LIMIT)
                    .one(seen -> number(seen).equals(LAST));
        }
        return told;
    }

    private static String number(ConfigMap counter) {
        return counter.getData().get("number");
    }
}
