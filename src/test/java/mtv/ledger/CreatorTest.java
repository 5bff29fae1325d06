package mtv.ledger;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import mtv.Scratch;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.cluster.Cluster;
import mtv.cluster.ClusterException;
import mtv.cluster.FakeApi;
import mtv.sandbox.SandboxConfig;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A creation that the cluster, or what stands before it, does not answer as it should. */
public class CreatorTest {

    private static final String COLLECTION = "/api/v1/namespaces/default/configmaps";
    private static final String OURS = """
            {"apiVersion": "v1", "kind": "ConfigMap",
             "metadata": {"name": "x", "namespace": "default", "uid": "u-1",
              "labels": {"mtv-e2e/run": "mtv-abcde"}}}""";

    @DataProvider
    public Object[][] weather() {
        return new Object[][] {
            {"is down for some seconds", "\"times\": 7", "\"status\": 503"},
            {"asks to wait for a second, again and again", "\"times\": 3", "\"status\": 429, \"retryAfter\": 1"},
            {"breaks the connection before the answer", "\"times\": 1", "\"reset\": \"before\""},
            {"breaks the connection in the middle of the answer", "\"times\": 1", "\"reset\": \"inBody\""},
        };
    }

    @Test(dataProvider = "weather")
    public void anObjectIsMadeOnceAlthoughTheApi(String does, String times, String answer) throws Exception {
        Path faults = Files.writeString(Scratch.file("weather", ".json"), """
                [{"about": "Weather", "where": "api", "faults": [
                  {"name": "weather", "says": "The API %s.",
                   "when": {"on": "create configmaps", "by": ["human"], %s}, "do": {"answer": {%s}}}]}]
                """.formatted(does, times, answer));
        try (OutsideSandbox sandbox = new OutsideSandbox(new SandboxConfig(2000, 1, Set.of())
                        .withFaultFile(Optional.of(faults))
                        .withFaults(Set.of("weather")));
                Cluster hub = sandbox.connect()) {
            Ledger ledger = ledger();

            ConfigMap made = new Creator(hub, ledger).create(configMap());

            assertThat(ledger.uid(Entry.of("hub", made)))
                    .contains(made.getMetadata().getUid());
            assertThat(sandbox.fired()).contains("weather");
            assertThat(sandbox.requestsByKind().entrySet().stream()
                            .filter(request -> request.getKey().contains("create configmaps"))
                            .mapToLong(Map.Entry::getValue)
                            .sum())
                    .as("creations that took place")
                    .isOne();
        } finally {
            Files.delete(faults);
        }
    }

    @DataProvider
    public Object[][] nonsense() {
        return new Object[][] {
            {new FakeApi.Answer(200, "application/json", "")},
            {new FakeApi.Answer(201, "application/json", "{\"apiVersion\": \"v1\", \"kind\": \"Conf")},
            {FakeApi.Answer.page(503, "Application is not available")},
            {FakeApi.Answer.page(200, "Log in")},
        };
    }

    @Test(dataProvider = "nonsense")
    public void whatWasMadeIsFoundAlthoughTheAnswerSaysNothing(FakeApi.Answer answer) throws Exception {
        try (FakeApi api = new FakeApi();
                Cluster hub = api.connect()) {
            api.says(COLLECTION, answer).says(COLLECTION + "/x", FakeApi.Answer.json(OURS));
            Ledger ledger = ledger();

            assertThat(new Creator(hub, ledger)
                            .create(configMap())
                            .getMetadata()
                            .getUid())
                    .isEqualTo("u-1");
            assertThat(ledger.open()).hasSize(1);
        }
    }

    @Test(dataProvider = "nonsense")
    public void whatIsSomebodyElsesIsNotTaken(FakeApi.Answer answer) throws Exception {
        try (FakeApi api = new FakeApi();
                Cluster hub = api.connect()) {
            api.says(COLLECTION, answer)
                    .says(COLLECTION + "/x", FakeApi.Answer.json(OURS.replace("mtv-abcde", "mtv-other")));
            Ledger ledger = ledger();

            assertThatExceptionOfType(ClusterException.class)
                    .isThrownBy(() -> new Creator(hub, ledger).create(configMap()))
                    .withMessageStartingWith("Wanted the hub to create ConfigMap x, but: ")
                    .withMessageNotContaining("null");
            assertThat(ledger.open()).isEmpty();
        }
    }

    @Test
    public void whereNobodyCanLookItStaysInTheLedger() throws Exception {
        try (FakeApi api = new FakeApi();
                Cluster hub = api.connect()) {
            api.says(COLLECTION, new FakeApi.Answer(200, "application/json", ""))
                    .says(COLLECTION + "/x", new FakeApi.Answer(403, "application/json", """
                            {"kind": "Status", "code": 403, "reason": "Forbidden", "message": "not you"}"""));
            Ledger ledger = ledger();

            assertThatExceptionOfType(ClusterException.class)
                    .isThrownBy(() -> new Creator(hub, ledger).create(configMap()))
                    .withMessageContaining("whether it was created is unknown, since looking for it failed: ")
                    .withMessageContaining("not you");
            assertThat(ledger.open()).hasSize(1);
        }
    }

    private static Ledger ledger() throws IOException {
        return Ledger.create(Scratch.folder("ledger"), "mtv-abcde", Map.of());
    }

    private static ConfigMap configMap() {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName("x")
                .withNamespace("default")
                .endMetadata()
                .build();
    }
}
