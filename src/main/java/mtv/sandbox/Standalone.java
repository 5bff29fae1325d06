package mtv.sandbox;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** A sandbox that runs until it is stopped, for clients in other processes: this suite, kubectl, other MTV tools. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description = "OpenShift with MTV and a vSphere, simulated behind real HTTPS on this machine's loopback.")
public final class Standalone implements Callable<Integer> {

    private static final Logger LOG = LogManager.getLogger();

    @Option(
            names = "--time-scale",
            defaultValue = "100",
            description = "Simulated seconds per real second, 1 to 100000 (default: ${DEFAULT-VALUE}).")
    private double timeScale;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of what is random in the source (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--fault", description = "Name of a fault to show; may be given several times.")
    private Set<String> faults = new LinkedHashSet<>();

    @Option(
            names = "--settings",
            defaultValue = "target/sandbox",
            description = "Folder for the settings that lead a suite here (default: ${DEFAULT-VALUE}).")
    private Path folder;

    public static void main(String[] args) {
        int code = new CommandLine(new Standalone()).execute(args);
        LogManager.shutdown();
        Runtime.getRuntime().exit(code);
    }

    @Override
    public Integer call() throws IOException {
        SandboxConfig config;
        try {
            config = new SandboxConfig(timeScale, seed, faults);
        } catch (IllegalArgumentException e) {
            LOG.error(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        try (Sandbox sandbox = Sandbox.start(config)) {
            Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "sandbox-stop"));
            Map<String, String> answers = sandbox.answers();
            writeSettings(sandbox, answers);
            LOG.info("API {} - log in as {}", answers.get("cluster_host"), answers.get("cluster_username"));
            LOG.info(
                    "Try: mvn test -Dsurefire.suiteXmlFiles=testng-remote.xml -Dconfig_file={}",
                    folder.resolve("config.properties"));
            stopped.await();
            return CommandLine.ExitCode.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /** The password goes into a file that only its owner can read, never onto the console. */
    private void writeSettings(Sandbox sandbox, Map<String, String> answers) throws IOException {
        Files.createDirectories(folder);
        Path providers = folder.resolve("providers.json");
        writePrivately(
                providers,
                JsonMapper.builder()
                        .build()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(Map.of(answers.get("source_provider"), sandbox.providerEntry())));
        StringBuilder settings = new StringBuilder("cluster=openshift\ninsecure_verify_skip=false\n");
        answers.forEach(
                (key, value) -> settings.append(key).append('=').append(value).append('\n'));
        settings.append("providers_file=").append(providers).append('\n');
        writePrivately(folder.resolve("config.properties"), settings.toString());
    }

    private static void writePrivately(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file);
        if (!file.toFile().setReadable(false, false) || !file.toFile().setReadable(true, true)) {
            LOG.warn("{} may be read by others", file);
        }
        Files.writeString(file, text);
    }
}
