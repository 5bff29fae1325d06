package mtv.acceptance.stops;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import mtv.Scratch;
import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.harness.SuiteRun;
import mtv.await.Await;
import mtv.cluster.Cluster;
import mtv.cluster.ClusterException;
import mtv.ledger.Creator;
import mtv.ledger.Entry;
import mtv.ledger.Ledger;
import mtv.ledger.Leftover;
import mtv.model.RunLabel;
import mtv.steps.CleanUp;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The clean-up removes all that the run created and nothing else, even when the source cannot be reached. */
public class LeftoversTest {

    @Test
    public void anObjectThatTheClusterRefusedToCreateIsNotDeleted() throws Exception {
        try (OutsideSandbox sandbox = new OutsideSandbox();
                Cluster hub = sandbox.connect()) {
            Ledger ledger = Ledger.create(Scratch.folder("ledger"), "mtv-abcde", Map.of());
            Namespace foreign = namespace("theirs");
            hub.client().resource(foreign).create();

            assertThatExceptionOfType(ClusterException.class)
                    .isThrownBy(() -> new Creator(hub, ledger).create(foreign))
                    .withMessageContaining("it answered 409");
            assertThat(ledger.open()).isEmpty();
        }
    }

    /**
     * Two objects of the run were replaced by others of the same names, and a third one was never created by the run.
     */
    @Test
    public void objectsOfOthersWithTheSameNameAreNotDeleted() throws Exception {
        try (OutsideSandbox sandbox = new OutsideSandbox();
                Cluster hub = sandbox.connect()) {
            Ledger ledger = Ledger.create(
                    Scratch.folder("ledger"),
                    "mtv-abcde",
                    Map.of("hub", hub.apiUrl().toString()));
            Creator creator = new Creator(hub, ledger);
            creator.create(namespace("ours"));
            creator.create(namespace("replaced"));
            creator.create(secret("replaced-too"));
            hub.client().namespaces().withName("replaced").delete();
            hub.client().resource(secret("replaced-too")).delete();
            Await.until("the name is free")
                    .watching(hub.client().namespaces().withName("replaced"))
                    .gone();
            hub.client().resource(namespace("replaced")).create();
            hub.client().resource(secret("replaced-too")).create();
            ledger.note(Entry.of("hub", secret("never-made")));
            hub.client().resource(secret("never-made")).create();
            ledger.close();

            List<Leftover> left = cleanUp(sandbox.settings(), ledger.file());

            assertThat(left).isEmpty();
            assertThat(hub.client().namespaces().withName("ours").get()).isNull();
            assertThat(hub.client().namespaces().withName("replaced").get()).isNotNull();
            assertThat(hub.client().secrets().inNamespace("default").list().getItems())
                    .extracting(secret -> secret.getMetadata().getName())
                    .contains("replaced-too", "never-made");
            assertThat(ledger.file()).doesNotExist();
        }
    }

    /** The run died before it recorded the uid of the object that it created. */
    @Test
    public void anObjectWithTheLabelOfTheRunIsDeletedWithoutAUid() throws Exception {
        try (OutsideSandbox sandbox = new OutsideSandbox();
                Cluster hub = sandbox.connect()) {
            Ledger ledger = Ledger.create(
                    Scratch.folder("ledger"),
                    "mtv-abcde",
                    Map.of("hub", hub.apiUrl().toString()));
            Secret made = secret("made");
            RunLabel.put(made, "mtv-abcde");
            ledger.note(Entry.of("hub", made));
            hub.client().resource(made).create();
            ledger.close();

            assertThat(cleanUp(sandbox.settings(), ledger.file())).isEmpty();
            assertThat(hub.client().resource(made).get()).isNull();
        }
    }

    @DataProvider
    public Object[][] ends() {
        return new Object[][] {{new String[] {"guest-conversion-fails"}, false}, {new String[0], true}};
    }

    /** For somebody to look at; skip_teardown is on_failure. */
    @Test(dataProvider = "ends")
    public void onlyAFailedRunLeavesItsObjects(String[] faults, boolean removed) throws Exception {
        try (OutsideSandbox sandbox = new OutsideSandbox(faults)) {
            Map<String, Object> before = sandbox.state();
            Map<String, String> settings = new HashMap<>(sandbox.settings());
            settings.put("skip_teardown", "on_failure");

            GivenSettings.during(
                    settings,
                    () -> SuiteRun.of(
                            "testng-local.xml", Map.of(), test -> test.getName().contains("Cold")));

            assertThat(sandbox.state().equals(before)).as("removed").isEqualTo(removed);
            GivenSettings.during(settings, () -> {
                assertThat(CleanUp.run("--all")).isZero();
                return null;
            });
            assertThat(sandbox.state()).isEqualTo(before);
        }
    }

    @DataProvider
    public Object[][] cloning() {
        return new Object[][] {
            {"vsphere-sandbox"}, {"ovirt-sandbox"}, {"openstack-sandbox"}, {"openshift-sandbox"},
        };
    }

    /** As those of a run that was killed. */
    @Test(dataProvider = "cloning")
    public void clonesThatARunLeavesAreRemovedFromTheirSource(String source) throws Exception {
        try (OutsideSandbox sandbox = new OutsideSandbox()) {
            List<String> before = sandbox.vmsOfSources();
            Map<String, String> settings = new HashMap<>(sandbox.settings());
            settings.put("source_provider", source);
            settings.put("skip_teardown", "true");

            GivenSettings.during(
                    settings,
                    () -> SuiteRun.of(
                            "testng-local.xml", Map.of(), test -> test.getName().contains("Cold")));

            assertThat(sandbox.vmsOfSources()).containsAll(before).hasSize(before.size() + 1);
            GivenSettings.during(settings, () -> {
                assertThat(CleanUp.run("--all")).isZero();
                return null;
            });
            assertThat(sandbox.vmsOfSources()).isEqualTo(before);
        }
    }

    private static Namespace namespace(String name) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build();
    }

    private static Secret secret(String name) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .build();
    }

    private static List<Leftover> cleanUp(Map<String, String> settings, Path ledger) throws IOException {
        List<Leftover> left = new ArrayList<>();
        GivenSettings.during(settings, () -> {
            left.addAll(CleanUp.clean(ledger));
            return null;
        });
        return left;
    }

    /** The CA file of the source is a directory, and one entry of the ledger has an unknown type. */
    @Test
    public void allElseIsRemovedWhenTheSourceCannotBeReached() throws Exception {
        try (OutsideSandbox sandbox = new OutsideSandbox();
                Cluster hub = sandbox.connect()) {
            Ledger ledger = Ledger.create(
                    Scratch.folder("ledger"),
                    "mtv-abcde",
                    Map.of("hub", hub.apiUrl().toString()));
            ledger.note(new Entry("source-clone", Map.of("source", "vsphere-sandbox", "vm", "copy")));
            ledger.note(new Entry("moon", Map.of()));
            new Creator(hub, ledger).create(namespace("ours"));
            ledger.close();
            Path providers = Scratch.file("providers", ".json");
            Files.writeString(
                    providers,
                    Files.readString(Path.of(sandbox.settings().get("providers_file")))
                            .replaceAll("\"ca_file\" ?: ?\"[^\"]*\"", "\"ca_file\": \"src\""));
            Map<String, String> settings = new HashMap<>(sandbox.settings());
            settings.put("providers_file", providers.toString());
            settings.put("source_provider_insecure_skip_verify", "false");
            settings.remove("storage_class");

            assertThat(cleanUp(settings, ledger.file()))
                    .extracting(Leftover::toString)
                    .containsExactlyInAnyOrder(
                            "source-clone {source=vsphere-sandbox, vm=copy} (it is on source provider vsphere-sandbox,"
                                    + " which the settings do not lead to; set source_provider)",
                            "moon {} (nothing here knows how to undo it)");
            assertThat(hub.client().namespaces().withName("ours").get()).isNull();
        }
    }
}
