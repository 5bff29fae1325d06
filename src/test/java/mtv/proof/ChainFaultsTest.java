package mtv.proof;

import org.testng.ITestResult;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** One fault per link and per check: the chain stops there, says why, and leaves nothing behind. */
public class ChainFaultsTest {

    private static final List<String> CHAIN =
            List.of("createStorageMap", "createNetworkMap", "createPlan", "executeMigration", "checkVms");

    @DataProvider
    public Object[][] faults() {
        return new Object[][] {
            {"storage-class-missing", "createStorageMap", "DestinationStorageNotValid"},
            {"network-destination-missing", "createNetworkMap", "DestinationNetworkNotValid"},
            {"vm-critical-concern", "createPlan", "VMCriticalConcerns"},
            {"guest-conversion-fails", "executeMigration", "step ImageConversion"},
            {"vm-missing", "checkVms", "existence expected VM"},
            {"memory-unit-wrong", "checkVms", "memory expected"},
            {"cpu-topology-wrong", "checkVms", "CPU sockets expected"},
            {"power-state-wrong", "checkVms", "power state expected"},
            {"nic-lost", "checkVms", "NIC count expected"},
            {"mac-changed", "checkVms", "NIC 0 MAC expected"},
            {"vm-on-wrong-network", "checkVms", "network expected"},
            {"disk-lost", "checkVms", "disk count expected"},
            {"disk-size-wrong", "checkVms", "size expected"},
            {"storage-class-wrong", "checkVms", "storage class expected"},
            {"agent-never-connects", "checkVms", "guest agent expected connected"},
        };
    }

    @Test(dataProvider = "faults")
    public void aFaultStopsTheChainAtItsLink(String fault, String link, String message) throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox(fault)) {
            Map<String, Object> before = sandbox.state();

            SuiteRun run = runColdRemote(sandbox);

            int broken = CHAIN.indexOf(link);
            assertThat(run.links(ITestResult.SUCCESS)).isEqualTo(CHAIN.subList(0, broken));
            assertThat(run.links(ITestResult.FAILURE)).containsExactly(link);
            assertThat(run.links(ITestResult.SKIP))
                    .containsExactlyInAnyOrderElementsOf(CHAIN.subList(broken + 1, CHAIN.size()));
            assertThat(run.messages()).singleElement().asString().contains(message);
            assertThat(sandbox.state()).as("left behind").isEqualTo(before);
        }
    }

    @Test
    public void withoutAFaultTheChainPassesAndLeavesNothing() throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox()) {
            Map<String, Object> before = sandbox.state();

            SuiteRun run = runColdRemote(sandbox);

            assertThat(run.messages()).isEmpty();
            assertThat(run.links(ITestResult.SUCCESS)).isEqualTo(CHAIN);
            assertThat(sandbox.state()).as("left behind").isEqualTo(before);
        }
    }

    private static SuiteRun runColdRemote(OutsideSandbox sandbox) throws IOException {
        return GivenSettings.during(
                sandbox.settings(),
                () -> SuiteRun.of(
                        "testng-remote.xml",
                        Map.of("guest_agent_timeout", "3"),
                        test -> test.getName().startsWith("Cold")));
    }
}
