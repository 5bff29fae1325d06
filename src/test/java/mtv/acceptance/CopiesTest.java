package mtv.acceptance;

import mtv.Scratch;
import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.harness.SuiteRun;
import org.testng.ITestResult;
import org.testng.annotations.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Copies of source VMs: two copies of one VM, and none of an unknown VM. */
public class CopiesTest {

    @Test
    public void aVmThatIsListedTwiceIsCopiedTwice() throws Exception {
        assertThat(messages("{\"name\": \"mtv-tests-rhel8\", \"clone\": true}", 5))
                .isEmpty();
    }

    @Test
    public void aCopyThatIsPreparedMigratesWithAllThatItGot() throws Exception {
        assertThat(messages(
                        "{\"name\": \"mtv-tests-rhel8\", \"clone\": true, \"prepare\": {\"cpus\": 4,"
                                + " \"cores_per_socket\": 2, \"datastore\": \"vmfs-silver\","
                                + " \"disks\": [{\"size_gib\": 2, \"controller\": \"sata\"}],"
                                + " \"nics\": [{\"network\": \"Storage\"}], \"snapshots\": [{\"name\": \"base\"}]}}",
                        5))
                .isEmpty();
    }

    @Test
    public void whatCannotBePreparedIsToldBeforeAnythingIsCopied() throws Exception {
        assertThat(messages(
                        "{\"name\": \"mtv-tests-rhel8\", \"clone\": true, \"prepare\": {\"host\": \"esxi-99\"}}", 0))
                .contains(
                        "The doctor found 1 error, so nothing was created",
                        "No host of source provider vsphere-sandbox is meant by \"esxi-99\" in prepare");
    }

    /** It is told before anything is created, so nothing is reported as left behind. */
    @Test
    public void whatIsNotThereIsNotNoted() throws Exception {
        String told = messages("{\"name\": \"nowhere\", \"clone\": true}", 0);
        assertThat(told)
                .isEqualTo("The doctor found 1 error, so nothing was created:\n  - machines: VM nowhere does not exist"
                        + " on source provider vsphere-sandbox, so it cannot be cloned; name a VM of it in the"
                        + " scenario, and no template");
    }

    private static String messages(String second, int passed) throws Exception {
        Path plans = Files.writeString(
                Scratch.file("plans", ".json"),
                "{\"test_cold_remote_ocp\": {\"warm_migration\": false, \"virtual_machines\": ["
                        + "{\"name\": \"mtv-tests-rhel8\", \"clone\": true}, " + second + "]}}");
        try (OutsideSandbox sandbox = new OutsideSandbox()) {
            Map<String, Object> before = sandbox.state();
            Map<String, String> settings = new HashMap<>(sandbox.settings());
            settings.put("plans_file", plans.toString());
            SuiteRun run = GivenSettings.during(
                    settings,
                    () -> SuiteRun.of(
                            "testng-remote.xml",
                            Map.of(),
                            test -> test.getName().startsWith("Cold")));
            assertThat(run.links(ITestResult.SUCCESS)).hasSize(passed);
            assertThat(sandbox.state()).isEqualTo(before);
            return String.join("\n", run.messages());
        }
    }
}
