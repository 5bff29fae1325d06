package mtv.acceptance;

import mtv.Scratch;
import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.harness.SuiteRun;
import mtv.sandbox.clock.SandboxTime;
import mtv.steps.TestBed;
import mtv.suites.MigrationChain;
import mtv.suites.local.SanityColdMigrationE2E;
import org.testng.IHookCallBack;
import org.testng.ITestResult;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A run is stopped while a link of its chain is under way, and the link comes to a good end all the same. A good end
 * after a stop proves nothing, because the clean-up is at work beside it: the link fails, no other link is begun, and
 * the run is not green.
 */
public class StoppedLinkTest {

    private static final String STOPPED = "the run was stopped: by a test";

    @DataProvider
    public Object[][] links() {
        return new Object[][] {
            {
                StopsInNetworkMap.class,
                List.of("createStorageMap"),
                "createNetworkMap",
                List.of("createPlan", "executeMigration", "checkVms")
            },
            {
                StopsInChecks.class,
                List.of("createStorageMap", "createNetworkMap", "createPlan", "executeMigration"),
                "checkVms",
                List.of()
            },
        };
    }

    @Test(dataProvider = "links")
    public void aLinkThatReturnsAfterTheStopFailsAndNoneFollows(
            Class<?> chain, List<String> passed, String stopped, List<String> skipped) throws IOException {
        Path suite = Files.writeString(
                Scratch.file("suite", ".xml"),
                Files.readString(Path.of("testng-local.xml"))
                        .replace(SanityColdMigrationE2E.class.getName(), chain.getName()));
        try (OutsideSandbox sandbox = new OutsideSandbox()) {
            Map<String, Object> before = sandbox.state();

            SuiteRun run = GivenSettings.during(
                    sandbox.settings(),
                    () -> SuiteRun.of(
                            suite.toString(),
                            Map.of(),
                            test -> test.getName().startsWith("Cold")));

            assertThat(run.links(ITestResult.SUCCESS)).isEqualTo(passed);
            assertThat(run.links(ITestResult.FAILURE)).containsExactly(stopped);
            assertThat(run.links(ITestResult.SKIP)).containsExactlyInAnyOrderElementsOf(skipped);
            assertThat(run.messages()).containsExactly(STOPPED);
            assertThat(sandbox.state()).isEqualTo(before);
        } finally {
            Files.delete(suite);
        }
    }

    /** A chain that is stopped when one of its links has done its work and has not returned yet. */
    public abstract static class StopsInLink extends MigrationChain {

        private final String link;

        StopsInLink(String link) {
            this.link = link;
        }

        @Override
        public void run(IHookCallBack call, ITestResult result) {
            super.run(new StopAfter(call, bed(), link), result);
        }
    }

    /** Stopped in a link that others follow. */
    @Test
    public static class StopsInNetworkMap extends StopsInLink {
        public StopsInNetworkMap() {
            super("createNetworkMap");
        }
    }

    /** Stopped in the last link. */
    @Test
    public static class StopsInChecks extends StopsInLink {
        public StopsInChecks() {
            super("checkVms");
        }
    }

    private record StopAfter(IHookCallBack call, TestBed bed, String link) implements IHookCallBack {

        @Override
        public void runTestMethod(ITestResult result) {
            call.runTestMethod(result);
            if (result.getMethod().getMethodName().equals(link)) {
                assertThat(result.getThrowable()).as("the link's own end").isNull();
                CompletableFuture.runAsync(() -> bed.stop("by a test"));
                await().atMost(SandboxTime.HANG).until(() -> bed.stopped().isPresent());
            }
        }

        @Override
        public Object[] getParameters() {
            return call.getParameters();
        }
    }
}
