package mtv.cluster;

import mtv.Scratch;
import mtv.await.Stop;
import mtv.await.WaitException;
import mtv.model.Migration;
import mtv.record.RecordedConnection;
import mtv.record.Recording;
import mtv.record.Tape;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A server that refuses watches is recorded, and ends the replay as it ended the run. */
public class RefusedWatchesTest {

    private static final String PATH = "/apis/forklift.konveyor.io/v1beta1/namespaces/ns/migrations";

    private static final String LIST = """
            {"apiVersion": "forklift.konveyor.io/v1beta1", "kind": "MigrationList",
             "metadata": {"resourceVersion": "7"}, "items": []}""";

    @Test
    public void aRefusalIsRecordedAndReplayed() throws IOException {
        Path file = Scratch.folder("refused").resolve("run.jsonl.gz");
        String recorded;
        try (FakeApi api = new FakeApi();
                Recording recording = Recording.into(file, List.of())) {
            api.says(PATH, FakeApi.Answer.json(LIST)).refusesWatches(PATH, 403);
            recorded = end(api, recording);
        }
        assertThat(text(file)).contains("\"watch\":1,\"code\":403}");
        try (FakeApi nobody = new FakeApi()) {
            assertThat(end(nobody, Tape.load(file))).isEqualTo(recorded).contains("403");
        }
    }

    @Test
    public void aSecondRunOfThisProcessHasAFileOfItsOwn() throws IOException {
        Path folder = Scratch.folder("several");
        for (String name : List.of("run.jsonl.gz", "run", ".run")) {
            for (int run = 1; run <= 3; run++) {
                try (Recording recording = Recording.into(folder.resolve(name), List.of())) {
                    recording.note("run", Map.of("id", name + run));
                }
            }
        }
        assertThat(text(folder.resolve("run.jsonl.gz"))).contains("run.jsonl.gz1");
        assertThat(text(folder.resolve("run-2.jsonl.gz"))).contains("run.jsonl.gz2");
        assertThat(text(folder.resolve("run-3.jsonl.gz"))).contains("run.jsonl.gz3");
        assertThat(text(folder.resolve("run-2"))).contains("\"run2\"");
        assertThat(text(folder.resolve(".run-3"))).contains(".run3");
    }

    private static String end(FakeApi api, RecordedConnection wire) {
        try (Cluster cluster = Cluster.connect(api.access(), "openshift-mtv", Stop.never(), wire)) {
            return catchThrowableOfType(
                            WaitException.class,
                            () -> cluster.await("a Migration is there")
                                    .watching(cluster.client()
                                            .resources(Migration.class)
                                            .inNamespace("ns"))
                                    .within(Duration.ofSeconds(20))
                                    .all(list -> !list.isEmpty()))
                    .getMessage()
                    .replace(api.url(), "api");
        }
    }

    private static String text(Path file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
