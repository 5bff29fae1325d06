package mtv.acceptance;

import mtv.Scratch;
import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.SuiteRun;
import mtv.sandbox.clock.SandboxTime;
import org.testng.ITestResult;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Both suites run against a sandbox in another process and know it only from the file that it wrote. */
public class StandaloneRunsTest {

    @DataProvider
    public Object[][] clusters() {
        return new Object[][] {{1}, {2}};
    }

    @Test(dataProvider = "clusters")
    public void bothSuitesPassAndTheSandboxEndsCleanly(int clusters) throws Exception {
        Path folder = Scratch.folder("standalone");
        Process sandbox = start(folder, clusters);
        try {
            List<String> said = readUntilReady(sandbox.inputReader(StandardCharsets.UTF_8));
            assertThat(said).filteredOn(line -> line.contains("kubeadmin / ")).hasSize(clusters);
            for (String file : List.of("config.properties", "kubeconfig", "providers.json")) {
                assertThat(Files.getPosixFilePermissions(folder.resolve(file)))
                        .as(file)
                        .hasSize(2);
            }
            for (String suite : List.of("testng-remote.xml", "testng-local.xml")) {
                SuiteRun run = GivenSettings.during(
                        Map.of(
                                "config_file",
                                folder.resolve("config.properties").toString()),
                        () -> SuiteRun.of(suite, Map.of(), test -> true));
                assertThat(run.messages()).as(suite).isEmpty();
                assertThat(run.links(ITestResult.SUCCESS)).as(suite).hasSizeGreaterThanOrEqualTo(10);
            }
        } finally {
            sandbox.destroy();
            assertThat(sandbox.waitFor(SandboxTime.HANG.toMinutes(), TimeUnit.MINUTES))
                    .as("ended")
                    .isTrue();
        }
        assertThat(sandbox.exitValue()).as("as every JVM that SIGTERM ends").isEqualTo(143);
        assertThat(folder).as("what led to a sandbox that is gone").isEmptyDirectory();
    }

    private static Process start(Path folder, int clusters) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dmtv.log=" + Path.of("target", "standalone.log"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "mtv.sandbox.Sandbox",
                        "--time-scale=1000",
                        "--clusters=" + clusters,
                        "--settings=" + folder)
                .redirectErrorStream(true)
                .start();
    }

    private static List<String> readUntilReady(BufferedReader console) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = console.readLine();
        while (line != null && !line.startsWith("Ctrl-C")) {
            lines.add(line);
            line = console.readLine();
        }
        assertThat(line).as("said before it ended: %s", lines).isNotNull();
        return lines;
    }
}
