package mtv.acceptance;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import mtv.Scratch;
import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.harness.SuiteRun;
import mtv.await.Silence;
import mtv.cluster.Cluster;
import mtv.diagnosis.Diagnosis;
import mtv.diagnosis.SourceInventory;
import mtv.model.MtvResource;
import mtv.model.NetworkDestination;
import mtv.model.ObjectRef;
import mtv.model.Provider;
import mtv.sandbox.SandboxConfig;
import org.testng.ITestResult;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static mtv.acceptance.harness.ObjectsOfNobody.ENDS;
import static mtv.acceptance.harness.ObjectsOfNobody.GONE;
import static mtv.acceptance.harness.ObjectsOfNobody.NS;
import static mtv.acceptance.harness.ObjectsOfNobody.migration;
import static mtv.acceptance.harness.ObjectsOfNobody.named;
import static mtv.acceptance.harness.ObjectsOfNobody.networkMap;
import static mtv.acceptance.harness.ObjectsOfNobody.plan;
import static mtv.acceptance.harness.ObjectsOfNobody.provider;
import static mtv.acceptance.harness.ObjectsOfNobody.storageMap;
import static org.assertj.core.api.Assertions.assertThat;

/** When MTV writes no status at all, the wait ends early and the suite looks for the cause itself. */
public class SilentMtvTest {

    private static final String MUTE = """
            [{"about": "MTV says nothing", "where": "api", "faults": [
              {"name": "mute-providers", "says": "No status of a Provider is written.",
               "when": {"on": "status providers", "by": ["mtv"]}, "do": {"swallow": true}},
              {"name": "mute-maps", "says": "No status of a StorageMap is written.",
               "when": {"on": "status storagemaps", "by": ["mtv"]}, "do": {"swallow": true}},
              {"name": "mute-plans", "says": "No status of a Plan is written.",
               "when": {"on": "status plans", "by": ["mtv"]}, "do": {"swallow": true}},
              {"name": "mute-migrations", "says": "No status of a Migration is written.",
               "when": {"on": "status migrations", "by": ["mtv"]}, "do": {"swallow": true}}]}]
            """;

    private OutsideSandbox sandbox;
    private Cluster cluster;

    @BeforeClass
    public void start() throws IOException {
        sandbox = new OutsideSandbox();
        cluster = sandbox.connect();
    }

    @AfterClass
    public void stop() throws IOException {
        cluster.close();
        sandbox.close();
    }

    @DataProvider
    public Object[][] mute() {
        return new Object[][] {
            {"mute-providers", "Provider mtv-\\S+-local-ocp-provider is Ready"},
            {"mute-maps", "StorageMap mtv-\\S+ is Ready"},
            {"mute-plans", "Plan mtv-\\S+ is Ready"},
            {"mute-migrations", "Migration mtv-\\S+-migration has Succeeded"},
        };
    }

    /** The limits of these waits are minutes. */
    @Test(dataProvider = "mute")
    public void aLinkFailsLongBeforeItsLimitWhenMtvIsSilent(String fault, String sentence) throws IOException {
        Path faults = Files.writeString(Scratch.file("mute", ".json"), MUTE);
        SandboxConfig mute = new SandboxConfig(2000, 1, Set.of())
                .withFaultFile(Optional.of(faults))
                .withFaults(Set.of(fault));
        try (OutsideSandbox silent = new OutsideSandbox(mute)) {
            Map<String, String> settings = new HashMap<>(silent.settings());
            settings.put("first_status_timeout", "4");
            settings.put("cleanup_timeout", "3");
            SuiteRun run = GivenSettings.during(
                    settings,
                    () -> SuiteRun.of(
                            "testng-local.xml",
                            Map.of(),
                            test -> test.getName().contains("cold")
                                    || test.getName().contains("Cold")));
            assertThat(run.messages())
                    .anySatisfy(message -> assertThat(message)
                            .containsPattern("Waited [1-9] s until " + sentence
                                    + ", but nothing at all is said of it: all that it refers to is there;"
                                    + " the log of pod forklift-controller\\S* in namespace openshift-mtv"));
            assertThat(run.links(ITestResult.SUCCESS)).doesNotContain("checkVms");
        } finally {
            Files.delete(faults);
        }
    }

    @DataProvider
    public Object[][] causes() {
        return new Object[][] {
            {provider("vsphere", "https://v.example/sdk", ObjectRef.NONE), "Provider p names no Secret"},
            {provider("vsphere", "https://v.example/sdk", null), "Provider p names no Secret"},
            {provider("vsphere", "https://v.example/sdk", GONE), "Secret default/gone of Provider p is not there"},
            {
                provider("vsphere", "https://v.example/sdk", secret("half", Map.of("user", "x", "password", ""))),
                "Secret default/half of Provider p lacks password, cacert (or insecureSkipVerify with the value true),"
                        + " which type vsphere needs"
            },
            {
                provider("openshift", "https://api.example:6443", secret("no-token", Map.of("user", "x"))),
                "Secret default/no-token of Provider p lacks token, which type openshift needs"
            },
            {
                provider("vsphere", "https://u:secret@v.example:66:66/ sdk", GONE),
                "the url of Provider p is \"https://v.example:66:66/ sdk\", which cannot be read as a url: "
            },
            {provider("vsphere", "v.example/sdk", GONE), "the url of Provider p is \"v.example/sdk\", which has no"},
            {provider("vsphere", "", GONE), "the url of Provider p is empty"},
            {provider("ova", "/share", GONE), "the url of Provider p is \"/share\", which is no NFS path"},
            {named(new Provider(), "p"), "Provider p has no spec"},
            {storageMap(ENDS, "standard", "ds-1"), "Provider default/gone is not there"},
            {storageMap(ENDS, "none-such", "ds-1"), "StorageClass none-such is not on the hub"},
            {storageMap(ENDS, "standard", "ds-404"), "not in MTV's inventory of the source: storage (id ds-404)"},
            {
                networkMap(NetworkDestination.multus(NS, "no-net")),
                "NetworkAttachmentDefinition default/no-net is not on the hub"
            },
            {plan(), "Hook default/no-hook is not there"},
            {plan(), "not in MTV's inventory of the source: VM db (id vm-404), VM only-named"},
            {plan(), "NetworkMap default/gone is not there"},
            {plan(), "namespace nowhere is not on the hub"},
            {migration(), "Plan default/gone is not there"},
        };
    }

    @Test(dataProvider = "causes")
    public void theCauseOfSilenceIsFound(MtvResource<?, ?> object, String finding) {
        Silence.Inquiry inquiry = diagnosis(wanted -> Set.of("ds-1", "net-1", "vm-1"))
                .silence(object)
                .inquiry()
                .get();
        assertThat(inquiry.findings()).anySatisfy(found -> assertThat(found).startsWith(finding));
        assertThat(String.join("", inquiry.findings())).doesNotContain("u:secret");
    }

    @Test
    public void findingsAreSortedByWeight() {
        Silence.Inquiry inquiry = diagnosis(wanted -> {
                    throw new IOException("it is still loading, and answers 206");
                })
                .silence(storageMap(ENDS, "none-such", "ds-404"))
                .inquiry()
                .get();
        assertThat(inquiry.findings())
                .containsExactly(
                        "it is not there any more",
                        "Provider default/gone is not there",
                        "StorageClass none-such is not on the hub",
                        "MTV's inventory of STORAGES cannot be looked at: it is still loading, and answers 206");
    }

    /** The number of requests does not grow with the number of references. */
    @Test
    public void anInquirySendsFewRequests() {
        long before = sandbox.requests();
        Silence.Inquiry ignored =
                diagnosis(wanted -> Set.of()).silence(plan()).inquiry().get();
        assertThat(sandbox.requests() - before).isLessThanOrEqualTo(12);
    }

    /** A change of the precopy interval restarts the controller, for example. */
    @Test
    public void aControllerThatHasJustStartedGetsMoreTime() {
        Diagnosis patient = new Diagnosis(cluster, cluster, Optional.empty(), Duration.ofDays(10_000));
        Silence.Inquiry inquiry =
                patient.silence(provider("vsphere", "", GONE)).inquiry().get();
        assertThat(inquiry.patience()).isPositive();
        assertThat(inquiry.findings()).last().isEqualTo("MTV's controller has just started");
    }

    private Diagnosis diagnosis(SourceInventory inventory) {
        return new Diagnosis(cluster, cluster, Optional.of(inventory), Duration.ZERO);
    }

    private ObjectRef secret(String name, Map<String, String> data) {
        cluster.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(NS)
                        .endMetadata()
                        .withStringData(data)
                        .build())
                .unlock()
                .createOr(existing -> existing.update());
        return new ObjectRef(name, NS);
    }
}
