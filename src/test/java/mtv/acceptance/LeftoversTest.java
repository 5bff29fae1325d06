package mtv.acceptance;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import mtv.Scratch;
import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.cluster.Cluster;
import mtv.cluster.ClusterException;
import mtv.ledger.Creator;
import mtv.ledger.Entry;
import mtv.ledger.Ledger;
import mtv.ledger.Leftover;
import mtv.steps.CleanUp;
import org.testng.annotations.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is removed, and what must not be, when something else is wrong. */
public class LeftoversTest {

    @Test
    public void whatTheClusterRefusedIsNotTakenForOurs() throws Exception {
        try (OutsideSandbox sandbox = new OutsideSandbox();
                Cluster hub = sandbox.connect()) {
            Ledger ledger = Ledger.create(Scratch.folder("ledger"), "mtv-abcde", Map.of());
            var foreign = new NamespaceBuilder()
                    .withNewMetadata()
                    .withName("theirs")
                    .endMetadata()
                    .build();
            hub.client().resource(foreign).create();

            assertThatExceptionOfType(ClusterException.class)
                    .isThrownBy(() -> new Creator(hub, ledger).create(foreign))
                    .withMessageContaining("it answered 409");
            assertThat(ledger.open()).isEmpty();
        }
    }

    /** The source's CA file is a directory, and one entry is of a type that nobody knows. */
    @Test
    public void aSourceThatCannotBeEnteredKeepsNothingElseFromBeingRemoved() throws Exception {
        try (OutsideSandbox sandbox = new OutsideSandbox();
                Cluster hub = sandbox.connect()) {
            Ledger ledger = Ledger.create(
                    Scratch.folder("ledger"),
                    "mtv-abcde",
                    Map.of("hub", hub.apiUrl().toString()));
            ledger.note(new Entry("source-clone", Map.of("source", "vsphere-sandbox", "vm", "copy")));
            ledger.note(new Entry("moon", Map.of()));
            new Creator(hub, ledger)
                    .create(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("ours")
                            .endMetadata()
                            .build());
            Path providers = Scratch.file("providers", ".json");
            Files.writeString(
                    providers,
                    Files.readString(Path.of(sandbox.settings().get("providers_file")))
                            .replaceAll("\"ca_file\" ?: ?\"[^\"]*\"", "\"ca_file\": \"src\""));
            Map<String, String> settings = new HashMap<>(sandbox.settings());
            settings.put("providers_file", providers.toString());
            settings.put("source_provider_insecure_skip_verify", "false");
            settings.remove("storage_class");

            List<Leftover> left = new ArrayList<>();
            GivenSettings.during(settings, () -> {
                left.addAll(CleanUp.clean(ledger.file()));
                return null;
            });

            assertThat(left)
                    .extracting(Leftover::toString)
                    .containsExactlyInAnyOrder(
                            "source-clone {source=vsphere-sandbox, vm=copy} (it is on source provider vsphere-sandbox,"
                                    + " which the settings do not lead to; set source_provider)",
                            "moon {} (nothing here knows how to undo it)");
            assertThat(hub.client().namespaces().withName("ours").get()).isNull();
        }
    }
}
