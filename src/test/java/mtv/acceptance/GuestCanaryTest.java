package mtv.acceptance;

import mtv.Scratch;
import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.harness.SuiteRun;
import mtv.sandbox.SandboxConfig;
import org.testng.ITestResult;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** Guests of the sources that write while they are copied: what is found of it, and what keeps them from it. */
public class GuestCanaryTest {

    @DataProvider
    public Object[][] runs() {
        return new Object[][] {
            {"vsphere-sandbox", "mtv-tests-rhel8", "", ""},
            {"ovirt-sandbox", "mtv-tests-rhel8", "", ""},
            {
                "vsphere-sandbox",
                "mtv-tests-rhel8",
                "last-write-lost",
                "canary expected all of .* but was older: the newest"
            },
        };
    }

    @Test(dataProvider = "runs")
    public void whatTheGuestWroteIsLookedForAfterTheMigration(String source, String vm, String fault, String message)
            throws IOException {
        Set<String> faults = fault.isEmpty() ? Set.of() : Set.of(fault);
        try (OutsideSandbox sandbox = new OutsideSandbox(new SandboxConfig(500, 1, faults))) {
            Map<String, Object> before = sandbox.state();
            SuiteRun run = run(sandbox, vm, Map.of("source_provider", source));

            assertThat(String.join("\n", run.messages())).containsPattern(message);
            assertThat(run.links(ITestResult.SUCCESS)).hasSize(message.isEmpty() ? 5 : 4);
            assertThat(sandbox.state()).isEqualTo(before);
        }
    }

    @Test
    public void aRunWithWritesIsReplayedToTheSameEnd() throws IOException {
        Path file = Scratch.folder("record").resolve("run.jsonl.gz");
        SuiteRun recorded;
        try (OutsideSandbox sandbox = new OutsideSandbox(new SandboxConfig(500, 1, Set.of("last-write-torn")))) {
            recorded = run(sandbox, "mtv-tests-rhel8", Map.of("record", file.toString()));
        }
        assertThat(recorded.messages()).singleElement().asString().contains("but was torn: write");

        SuiteRun replayed = run(Map.of(
                "replay",
                file.toString(),
                "plans_file",
                plans("mtv-tests-rhel8"),
                "mins_before_cutover",
                "20",
                "snapshots_interval",
                "5"));

        assertThat(replayed.messages()).isEqualTo(recorded.messages());
    }

    @DataProvider
    public Object[][] refusals() {
        return new Object[][] {
            {"mtv-tests-rhel8", "\"guest_ssh_proxy\":\"[^\"]*\"", "\"guest_ssh_proxy\":\"127.0.0.1:1\"", "SOCKS proxy"},
            {
                "mtv-tests-rhel8",
                "\"guest_vm_linux_password\":\"[^\"]*\"",
                "\"guest_vm_linux_password\":\"wrong\"",
                "the guest at [0-9.]+ refuses root or his password"
            },
            {"mtv-win2019-warm-394", "$", "", "runs Windows, and the commands are for the shell of Linux"},
            {"ubuntu-no-tools", "$", "", "shows addresses of the guests of .*, for guest_canary"},
        };
    }

    @Test(dataProvider = "refusals")
    public void aGuestThatCannotBeEnteredIsToldBeforeAnythingIsCreated(
            String vm, String from, String to, String message) throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox(500)) {
            Map<String, Object> before = sandbox.state();
            Path providers = Path.of(sandbox.settings().get("providers_file"));
            Files.writeString(providers, Files.readString(providers).replaceAll(from.equals("$") ? "\\z" : from, to));
            SuiteRun run = run(sandbox, vm, Map.of("ssh_timeout", "5", "inventory_wait_timeout", "5"));

            assertThat(String.join("\n", run.messages()))
                    .containsPattern(message)
                    .contains("(guest_canary), but: ", "Nothing of the scenario was created", "guest_ssh_proxy");
            assertThat(run.links(ITestResult.SUCCESS)).isEmpty();
            assertThat(sandbox.state()).isEqualTo(before);
        }
    }

    private static SuiteRun run(OutsideSandbox sandbox, String vm, Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("plans_file", plans(vm));
        settings.put("mins_before_cutover", "20");
        settings.put("snapshots_interval", "5");
        settings.putAll(more);
        return run(settings);
    }

    private static SuiteRun run(Map<String, String> settings) throws IOException {
        return GivenSettings.during(
                settings,
                () -> SuiteRun.of(
                        "testng-remote.xml",
                        Map.of(),
                        test -> test.getName().equals("Warm migration to a remote OpenShift")));
    }

    private static String plans(String vm) throws IOException {
        return Files.writeString(
                        Scratch.file("plans", ".json"),
                        "{\"test_warm_remote_ocp\": {\"warm_migration\": true, \"guest_canary\": true,"
                                + " \"virtual_machines\": [{\"name\": \"" + vm
                                + "\", \"clone\": true, \"source_vm_power\": \"on\"}]}}")
                .toString();
    }
}
