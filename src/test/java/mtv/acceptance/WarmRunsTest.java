package mtv.acceptance;

import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.harness.SuiteRun;
import org.testng.ITestResult;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Warm classes share the cluster's precopy interval, whatever its type, and restore it. */
public class WarmRunsTest {

    @DataProvider
    public Object[][] releases() {
        return new Object[][] {
            {"{\"type\":\"integer\",\"default\":60,\"minimum\":1}"},
            {"{\"x-kubernetes-preserve-unknown-fields\":true}"},
            {"{\"x-kubernetes-int-or-string\":true}"},
        };
    }

    @Test(dataProvider = "releases")
    public void theIntervalIsSetWhateverTypeTheReleaseDeclares(String schema) throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox()) {
            sandbox.declarePrecopyInterval(schema);
            Map<String, Object> before = sandbox.state();

            SuiteRun run = GivenSettings.during(
                    sandbox.settings(),
                    () -> SuiteRun.of(
                            "testng-remote.xml",
                            Map.of(),
                            test -> test.getName().equals("Warm migration to a remote OpenShift")));

            assertThat(run.messages()).isEmpty();
            assertThat(run.links(ITestResult.SUCCESS)).hasSize(5);
            assertThat(sandbox.state()).isEqualTo(before);
        }
    }

    @Test
    public void classesThatRunInParallelDoNotDisturbEachOther() throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox()) {
            Map<String, Object> before = sandbox.state();

            SuiteRun run = GivenSettings.during(sandbox.settings(), () -> SuiteRun.atOnce("testng-local.xml"));

            assertThat(run.messages()).isEmpty();
            assertThat(run.links(ITestResult.SUCCESS)).hasSize(15);
            assertThat(sandbox.state()).isEqualTo(before);
        }
    }
}
