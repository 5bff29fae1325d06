package mtv.acceptance.stops;

import mtv.Scratch;
import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.harness.StoppedChain;
import mtv.acceptance.harness.SuiteRun;
import mtv.suites.local.SanityColdMigrationE2E;
import org.testng.ITestResult;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A run is stopped while a link of its chain is under way, and the link comes to a good end all the same. A good end
 * after a stop proves nothing, because the clean-up is at work beside it: the link fails, no other link is begun, and
 * the run is not green.
 */
public class StoppedLinkTest {

    private static final List<String> CHAIN =
            List.of("createStorageMap", "createNetworkMap", "createPlan", "executeMigration", "checkVms");

    /** A link that others follow, and the last one. */
    @DataProvider
    public Object[][] links() {
        return new Object[][] {{"createNetworkMap"}, {"checkVms"}};
    }

    @Test(dataProvider = "links")
    public void aLinkThatReturnsAfterTheStopFailsAndNoneFollows(String link) throws IOException {
        Path suite = Files.writeString(
                Scratch.file("suite", ".xml"),
                Files.readString(Path.of("testng-local.xml"))
                        .replace("Cold migration, sanity", link)
                        .replace(SanityColdMigrationE2E.class.getName(), StoppedChain.class.getName()));
        try (OutsideSandbox sandbox = new OutsideSandbox()) {
            Map<String, Object> before = sandbox.state();

            SuiteRun run = GivenSettings.during(
                    sandbox.settings(),
                    () -> SuiteRun.of(
                            suite.toString(), Map.of(), test -> test.getName().equals(link)));

            int stopped = CHAIN.indexOf(link);
            assertThat(run.links(ITestResult.SUCCESS)).isEqualTo(CHAIN.subList(0, stopped));
            assertThat(run.links(ITestResult.FAILURE)).containsExactly(link);
            assertThat(run.links(ITestResult.SKIP))
                    .containsExactlyInAnyOrderElementsOf(CHAIN.subList(stopped + 1, CHAIN.size()));
            assertThat(run.messages()).containsExactly("the run was stopped: " + StoppedChain.REASON);
            assertThat(sandbox.state()).as("left behind").isEqualTo(before);
        } finally {
            Files.delete(suite);
        }
    }
}
