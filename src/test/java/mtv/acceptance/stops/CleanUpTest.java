package mtv.acceptance.stops;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.cluster.Cluster;
import mtv.model.RunLabel;
import mtv.settings.Settings;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;
import mtv.steps.CleanUp;
import mtv.steps.TestBed;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/** The command that removes what a run left: from its ledger, from all ledgers, or from the cluster alone. */
public class CleanUpTest {

    private OutsideSandbox sandbox;
    private Map<String, Object> fresh;
    private TestBed bed;

    @BeforeMethod
    public void beginRun() throws IOException {
        sandbox = new OutsideSandbox();
        fresh = sandbox.state();
        Map<String, String> given = new HashMap<>(sandbox.settings());
        given.put("skip_teardown", "true");
        bed = TestBed.prepare(
                Settings.of(new SettingsSources(Path.of(""), given, Map.of(), SuiteParameters.none())), "remote");
        bed.open().precopyInterval().hold(Duration.ofMinutes(7));
    }

    @AfterMethod(alwaysRun = true)
    public void endSandbox() throws IOException {
        bed.close();
        sandbox.close();
    }

    @Test
    public void allLedgersOfTheCheckoutAreUndone() throws IOException {
        bed.close();
        assertThat(cleanUp("--all")).isZero();
        assertThat(sandbox.state()).isEqualTo(fresh);
        assertThat(ledger()).doesNotExist();
        assertThat(cleanUp("--all")).as("once more").isZero();
    }

    @Test
    public void aDryRunRemovesNothing() throws IOException {
        bed.close();
        Map<String, Object> left = sandbox.state();
        assertThat(cleanUp("--dry-run", ledger().toString())).isZero();
        assertThat(cleanUp("--dry-run", "--run", runId())).isZero();
        assertThat(sandbox.state()).isEqualTo(left).isNotEqualTo(fresh);
        assertThat(ledger()).exists();
    }

    @Test
    public void aRunWithoutALedgerIsFoundByItsLabel() throws IOException {
        bed.close();
        Files.delete(ledger());
        Namespace foreign = new NamespaceBuilder()
                .withNewMetadata()
                .withName("of-another-run")
                .addToLabels(RunLabel.KEY, "mtv-other")
                .endMetadata()
                .build();
        try (Cluster hub = sandbox.connect()) {
            hub.client().resource(foreign).create();
            assertThat(cleanUp("--run", runId())).isZero();
            assertThat(hub.client().resource(foreign).delete()).isNotEmpty();
        }
        assertThat(sandbox.state()).isEqualTo(fresh);
        assertThat(ledger()).doesNotExist();
    }

    @Test
    public void aRunThatGoesOnIsLeftAlone() throws IOException {
        Map<String, Object> during = sandbox.state();
        assertThat(cleanUp("--all")).isZero();
        assertThat(cleanUp(ledger().toString())).isOne();
        assertThat(cleanUp("--run", runId())).isOne();
        assertThat(sandbox.state()).isEqualTo(during);
    }

    @Test
    public void oneOfTheThreeWaysIsWanted() throws IOException {
        assertThat(cleanUp()).isEqualTo(2);
        assertThat(cleanUp("--all", "--run", runId())).isEqualTo(2);
        assertThat(cleanUp("--run", "../elsewhere")).isOne();
    }

    /** Between the list of the ledgers and the look into one, its run may have ended, and removed it. */
    @Test
    public void aLedgerThatIsGoneHasLeftNothing() throws IOException {
        Path gone = ledger().resolveSibling("mtv-ended.jsonl");
        Files.createSymbolicLink(gone, Path.of("removed-by-its-run"));
        try {
            assertThat(cleanUp("--all")).isZero();
            assertThat(cleanUp(gone.toString())).as("by its name").isOne();
        } finally {
            Files.delete(gone);
        }
    }

    private Path ledger() {
        return bed.ledger().orElseThrow();
    }

    private String runId() {
        return ledger().getFileName().toString().replace(".jsonl", "");
    }

    private int cleanUp(String... args) throws IOException {
        AtomicInteger code = new AtomicInteger();
        GivenSettings.during(sandbox.settings(), () -> {
            code.set(CleanUp.run(args));
            return null;
        });
        return code.get();
    }
}
