package mtv.acceptance;

import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.harness.SuiteRun;
import org.testng.ITestResult;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** One fault per link and per check: the chain stops there, says why, and leaves nothing behind. */
public class ChainFaultsTest {

    private static final List<String> CHAIN =
            List.of("createStorageMap", "createNetworkMap", "createPlan", "executeMigration", "checkVms");

    /** One line of the report of checkVms: VM, property, expected, actual. */
    private static final Pattern DIFFERENCE = Pattern.compile("mtv-\\S+: (.+) expected .+, but was .+");

    /**
     * Limits of waits that end in vain because of the fault. All other waits keep their limits, which a busy machine
     * may need.
     */
    private static final Map<String, Map<String, String>> SHORT_LIMITS = Map.of(
            "agent-never-connects", Map.of("guest_agent_timeout", "3"),
            "guest-refuses-login", Map.of("ssh_timeout", "3"));

    /** Fault, the link that must notice it, and the reason in the message of that link. */
    @DataProvider
    public Object[][] faults() {
        return new Object[][] {
            {"storage-class-missing", "createStorageMap", "DestinationStorageNotValid"},
            {"network-destination-missing", "createNetworkMap", "DestinationNetworkNotValid"},
            {"vm-critical-concern", "createPlan", "VMCriticalConcerns"},
            {"guest-conversion-fails", "executeMigration", "step ImageConversion"},
            {"vm-missing", "checkVms", "existence"},
            {"memory-unit-wrong", "checkVms", "memory"},
            {"agent-never-connects", "checkVms", "guest agent"},
            {"guest-refuses-login", "checkVms", "SSH login"},
        };
    }

    @Test(dataProvider = "faults")
    public void aFaultStopsTheChainAtItsLink(String fault, String link, String reason) throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox(fault)) {
            Map<String, Object> before = sandbox.state();

            SuiteRun run = runColdRemote(sandbox, SHORT_LIMITS.getOrDefault(fault, Map.of()));

            int broken = CHAIN.indexOf(link);
            assertThat(run.links(ITestResult.SUCCESS)).isEqualTo(CHAIN.subList(0, broken));
            assertThat(run.links(ITestResult.FAILURE)).containsExactly(link);
            assertThat(run.links(ITestResult.SKIP))
                    .containsExactlyInAnyOrderElementsOf(CHAIN.subList(broken + 1, CHAIN.size()));
            assertThat(run.messages()).singleElement().asString().containsPattern(reason);
            assertThat(DIFFERENCE.matcher(run.messages().get(0)).results())
                    .as("differences of other properties")
                    .allSatisfy(difference -> assertThat(difference.group(1)).containsPattern(reason));
            assertThat(sandbox.state()).as("left behind").isEqualTo(before);
        }
    }

    @Test
    public void withoutAFaultTheChainPassesAndLeavesNothing() throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox()) {
            Map<String, Object> before = sandbox.state();

            SuiteRun run = runColdRemote(sandbox, Map.of());

            assertThat(run.messages()).isEmpty();
            assertThat(run.links(ITestResult.SUCCESS)).isEqualTo(CHAIN);
            assertThat(sandbox.state()).as("left behind").isEqualTo(before);
        }
    }

    /** @param limits of waits, in seconds */
    private static SuiteRun runColdRemote(OutsideSandbox sandbox, Map<String, String> limits) throws IOException {
        return GivenSettings.during(
                sandbox.settings(),
                () -> SuiteRun.of(
                        "testng-remote.xml", limits, test -> test.getName().startsWith("Cold")));
    }
}
