package mtv.proof;

import mtv.Scratch;
import mtv.await.Await;
import mtv.sandbox.SandboxConfig;
import org.testng.TestNG;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** SIGTERM to a run in a process of its own: nothing is left, whether it comes in a migration or while cleaning up. */
public class SignalledRunsTest {

    private static final Duration SOON = Duration.ofSeconds(90);

    @DataProvider
    public Object[][] moments() {
        return new Object[][] {
            {"create migrations", "but the run was stopped: SIGTERM"},
            {"delete plans", "PASS SanityColdMigrationE2E.checkVms"},
        };
    }

    @Test(dataProvider = "moments")
    public void aSignalLeavesNothingBehind(String request, String said) throws Exception {
        Path faults = Files.writeString(Scratch.file("slow", ".json"), """
                [{"about": "A slow request", "where": "api", "faults": [
                  {"name": "slow", "says": "It is answered late.",
                   "when": {"on": "%s", "by": ["human"]}, "do": {"answer": {"delayMs": 300}}}]}]
                """.formatted(request));
        SandboxConfig slow = new SandboxConfig(2000, 1, Set.of())
                .withFaultFile(Optional.of(faults))
                .withFaults(Set.of("slow"));
        Path console = Scratch.file("console", ".txt");
        try (OutsideSandbox sandbox = new OutsideSandbox(slow)) {
            Map<String, Object> before = sandbox.state();
            Process run = start(sandbox.settings(), console);
            try {
                Await.until("the run sends the request, or has ended")
                        .polling(
                                SOON,
                                () -> Optional.of(true)
                                        .filter(any -> sandbox.fired().contains("slow") || !run.isAlive()),
                                () -> "not yet");
                run.destroy();
                assertThat(run.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            } finally {
                run.destroyForcibly();
            }
            String text = Files.readString(console);
            assertThat(run.exitValue()).as(text).isEqualTo(143);
            assertThat(text).contains(said, "Everything that the run created is removed");
            assertThat(sandbox.state()).as(text).isEqualTo(before);
        } finally {
            Files.delete(faults);
        }
    }

    private static Process start(Map<String, String> settings, Path console) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dmtv.log=" + Path.of("target", "signalled.log"),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        command.addAll(List.of(
                TestNG.class.getName(),
                "-d",
                Scratch.folder("testng").toString(),
                "-groups",
                "cold",
                new File("testng-local.xml").getAbsolutePath()));
        ProcessBuilder process =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(console.toFile());
        settings.forEach((key, value) -> process.environment().put(key.toUpperCase(Locale.ROOT), value));
        return process.start();
    }
}
