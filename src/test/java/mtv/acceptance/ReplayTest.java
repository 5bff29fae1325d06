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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

import static org.assertj.core.api.Assertions.assertThat;

/** A recorded run is replayed from its file without a cluster. */
public class ReplayTest {

    @DataProvider
    public Object[][] runs() {
        return new Object[][] {
            {"testng-remote.xml", "Cold", "", List.of()},
            {"testng-remote.xml", "Warm", "", List.of()},
            {"testng-local.xml", "Cold", "", List.of()},
            {"testng-remote.xml", "Cold", "mac-changed", List.of("checkVms")},
            {"testng-local.xml", "Cold", "guest-conversion-fails", List.of("executeMigration")},
            {"testng-local.xml", "Cold", "vm-critical-concern", List.of("createPlan")},
        };
    }

    @Test(dataProvider = "runs")
    public void aRunIsReplayedToTheSameEnd(String suite, String test, String fault, List<String> red)
            throws IOException {
        Path file = Scratch.folder("record").resolve("run.jsonl.gz");
        Set<String> faults = fault.isEmpty() ? Set.of() : Set.of(fault);
        SuiteRun recorded;
        try (OutsideSandbox sandbox = new OutsideSandbox(new SandboxConfig(2000, 1, faults))) {
            Map<String, String> settings = new HashMap<>(sandbox.settings());
            settings.put("record", file.toString());
            settings.put("must_gather", "on_failure"); // whose files come by a way that is not recorded
            recorded = run(suite, test, settings);
            String text = text(file);
            assertNoSecretIn(text, sandbox.settings());
            assertThat(text).contains("\"note\":\"run\"");
            // whatever is good when it is listed needs no watch, but for the migration
            assertThat(text.contains("\"watch\":1") || red.contains("createPlan"))
                    .isTrue();
        }
        assertThat(recorded.links(ITestResult.FAILURE)).hasSizeGreaterThanOrEqualTo(red.size());

        SuiteRun replayed = run(suite, test, Map.of("replay", file.toString()));

        assertThat(replayed.messages()).isEqualTo(recorded.messages());
        for (int status : List.of(ITestResult.SUCCESS, ITestResult.FAILURE, ITestResult.SKIP)) {
            assertThat(replayed.links(status)).as("status %d", status).isEqualTo(recorded.links(status));
        }
        assertThat(recorded.links(ITestResult.FAILURE)).containsAll(red);
    }

    private static SuiteRun run(String suite, String begin, Map<String, String> settings) throws IOException {
        return GivenSettings.during(
                settings,
                () -> SuiteRun.of(suite, Map.of(), test -> test.getName().startsWith(begin)));
    }

    private static String text(Path file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertNoSecretIn(String text, Map<String, String> settings) throws IOException {
        String providers = Files.readString(Path.of(settings.get("providers_file")));
        List<String> secrets = Pattern.compile("\"[a-z_]*password\":\\s*\"([^\"]+)\"")
                .matcher(providers)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(secrets).isNotEmpty();
        for (String secret : secrets) {
            assertThat(text).doesNotContain(secret, base64(secret));
        }
        assertThat(text)
                .doesNotContain(settings.get("cluster_password"), base64(settings.get("cluster_password")))
                .doesNotContainPattern("sha256~\\w")
                .doesNotContain("PRIVATE KEY");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
