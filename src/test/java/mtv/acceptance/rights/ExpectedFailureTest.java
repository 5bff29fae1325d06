package mtv.acceptance.rights;

import mtv.Scratch;
import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.harness.SuiteRun;
import org.testng.ITestResult;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A chain whose migration is to fail is green for that failure alone, and leaves nothing either. */
public class ExpectedFailureTest {

    private static final String WANTED =
            "\"expect\": {\"result\": \"failed\", \"step\": \"ImageConversion\", \"reason\": \"context constraint\"}";

    private OutsideSandbox sandbox;
    private Map<String, Object> fresh;

    @BeforeClass
    public void start() throws IOException {
        sandbox = new OutsideSandbox();
        fresh = sandbox.state();
    }

    @AfterClass(alwaysRun = true)
    public void stop() throws IOException {
        sandbox.close();
    }

    @DataProvider
    public Object[][] scenarios() {
        return new Object[][] {
            {WANTED, 5, ""},
            {
                WANTED + ", \"scc\": \"forklift-controller-scc\"",
                3,
                "until Migration \\S+ has Failed, but: Migration \\S+ Succeeded"
            },
            {
                WANTED.replace("constraint", "of another kind"),
                3,
                "was to fail in step ImageConversion because of \"context of another kind\", but: Migration \\S+ Failed"
                        + "(?s).*unable to validate against any security context constraint"
            },
            {WANTED.replace("ImageConversion", "Cutover"), 3, "was to fail in step Cutover because of"},
            {"\"scc\": \"forklift-controller-scc\"", 5, ""},
            {"\"scc\": \"gone-scc\"", 0, "rights: SecurityContextConstraints gone-scc is not on the destination; create"
            },
        };
    }

    @Test(dataProvider = "scenarios")
    public void aChainIsGreenForTheFailureThatItsScenarioExpects(String fields, int passed, String message)
            throws IOException {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put(
                "plans_file",
                Files.writeString(
                                Scratch.file("plans", ".json"),
                                "{\"test_clusterrole_warm_remote_ocp\": {\"warm_migration\": true, " + fields
                                        + ", \"virtual_machines\": [{\"name\": \"mtv-tests-rhel8\", \"clone\": true,"
                                        + " \"source_vm_power\": \"on\"}]}}")
                        .toString());

        SuiteRun run = GivenSettings.during(
                settings,
                () -> SuiteRun.of(
                        "testng-remote.xml",
                        Map.of(),
                        test -> "test_clusterrole_warm_remote_ocp".equals(test.getParameter("class_plan_config"))));

        assertThat(String.join("\n", run.messages())).containsPattern(message);
        assertThat(run.messages()).hasSize(message.isEmpty() ? 0 : 1);
        assertThat(run.links(ITestResult.SUCCESS)).hasSize(passed);
        assertThat(sandbox.state()).isEqualTo(fresh);
    }

    @Test
    public void aRoleThatIsMissingIsToldBeforeAnythingIsCreated() throws IOException {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("migrator_role", "gone-role");

        SuiteRun run = GivenSettings.during(
                settings,
                () -> SuiteRun.of(
                        "testng-remote.xml", Map.of(), test -> test.getName().contains("rights")));

        assertThat(run.messages())
                .singleElement()
                .asString()
                .contains(
                        "rights: ClusterRole gone-role is not on the destination", "name another one by migrator_role");
    }
}
