package mtv.acceptance.secrets;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import mtv.Scratch;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.sandbox.clock.SandboxTime;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing that a run writes has a secret in it: console, log with every level of every library, Allure, TestNG's
 * reports, the properties as Surefire reports them, evidence, ledger, recording and temporary files.
 */
public class SecretsStaySecretTest {

    private static final String MARK = "m4rk pass/wörd&+%1";

    private static final TypeReference<Map<String, Map<String, Object>>> ENTRIES = new TypeReference<>() {};

    /** Whether the secrets are given with -D; settings and fields of the source that are wrong; how the run ends. */
    @DataProvider
    public Object[][] runs() {
        return new Object[][] {
            {false, Map.of(), Map.of(), "", "PASS ColdRemoteOcpE2E.checkVms"},
            {
                true,
                Map.of("skip_teardown", "true"),
                Map.of("guest_vm_linux_password", MARK),
                "mac-changed",
                "FAIL ColdRemoteOcpE2E.checkVms"
            },
            {true, Map.of("cluster_password", MARK), Map.of(), "", "Failed to get client for cluster"},
            {true, Map.of(), Map.of("password", MARK), "", "The doctor found 1 error"},
            {true, Map.of("doctor", "report"), Map.of("password", MARK), "", "is in phase ConnectionFailed"},
        };
    }

    @Test(dataProvider = "runs")
    public void noneIsWritten(
            boolean properties, Map<String, String> given, Map<String, String> ofSource, String fault, String end)
            throws Exception {
        Path folder = Scratch.folder("secrets");
        try (OutsideSandbox sandbox = new OutsideSandbox(fault.isEmpty() ? new String[0] : new String[] {fault})) {
            Map<String, String> settings = new HashMap<>(sandbox.settings());
            Map<String, String> secrets = secrets(settings, ofSource);
            settings.putAll(given);
            settings.put("record", "target/run.jsonl.gz");
            Process run = start(folder, settings, properties);
            assertThat(run.waitFor(SandboxTime.HANG.toMinutes(), TimeUnit.MINUTES))
                    .isTrue();

            String console = Files.readString(folder.resolve("console.txt"));
            assertThat(console).as("console").contains(end);
            assertThat(run.exitValue() == 0).as(console).isEqualTo(end.startsWith("PASS"));
            assertThat(Files.readString(folder.resolve("target/logs/mtv.log"))).contains("TRACE", "DEBUG");
            assertThat(folder.resolve("target/properties.txt")).content().contains("java.version");
            assertThat(new SecretSearch(secrets).in(folder))
                    .as("secrets in files")
                    .isEmpty();
        }
    }

    /** By their names. Those of the source are changed in a providers file of its own. */
    private static Map<String, String> secrets(Map<String, String> settings, Map<String, String> ofSource)
            throws IOException {
        ObjectMapper json = new ObjectMapper();
        Path file = Scratch.file("providers", ".json");
        Map<String, Map<String, Object>> entries = json.readValue(new File(settings.get("providers_file")), ENTRIES);
        Map<String, Object> source = entries.get(settings.get("source_provider"));
        source.putAll(ofSource);
        json.writeValue(file.toFile(), entries);
        settings.put("providers_file", file.toString());
        Map<String, String> secrets = new TreeMap<>(Map.of("mark", MARK));
        secrets.put("cluster_password", settings.get("cluster_password"));
        source.forEach((field, value) -> {
            if (field.contains("password")) {
                secrets.put(field, value.toString());
            }
        });
        return secrets;
    }

    private static Process start(Path folder, Map<String, String> settings, boolean properties) throws IOException {
        Files.createDirectories(folder.resolve("target/tmp"));
        Files.createDirectory(folder.resolve("config"));
        for (String file : List.of("config/plans.json", "config/plans.schema.json")) {
            Files.copy(Path.of(file), folder.resolve(file));
        }
        Files.writeString(folder.resolve("log4j2.xml"), everyLevel());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dlog4j2.configurationFile=" + folder.resolve("log4j2.xml"),
                "-Djava.io.tmpdir=" + folder.resolve("target/tmp"),
                "-Dallure.results.directory=target/allure-results"));
        if (properties) {
            settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                RunWithProperties.class.getName(),
                "target/properties.txt",
                "-testnames",
                "Cold migration to a remote OpenShift",
                "-d",
                "target/surefire-reports",
                Path.of("testng-remote.xml").toAbsolutePath().toString()));
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("console.txt").toFile());
        if (!properties) {
            settings.forEach((key, value) -> process.environment().put(key.toUpperCase(Locale.ROOT), value));
        }
        return process.start();
    }

    /** The suite's configuration of its log, with every level of everything, on the console too. */
    private static String everyLevel() throws IOException {
        try (InputStream ours = SecretsStaySecretTest.class.getResourceAsStream("/log4j2.xml")) {
            return new String(ours.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("level=\"[^\"$]+\"", "level=\"ALL\"")
                    .replace("mtv.console.level:-INFO", "mtv.console.level:-DEBUG");
        }
    }
}
