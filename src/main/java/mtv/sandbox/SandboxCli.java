package mtv.sandbox;

import org.apache.logging.log4j.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * A sandbox that runs until it is stopped, for clients in other processes: this suite, kubectl, other MTV tools. Its
 * output goes to the console only, since there are passwords in it, which belong in no log.
 */
@Command(
        name = "sandbox",
        usageHelpAutoWidth = true,
        description = "OpenShift with MTV, and sources to migrate from, simulated behind real HTTPS on this machine's"
                + " loopback. Runs until Ctrl-C.")
final class SandboxCli implements Callable<Integer> {

    private final Instant begin = Instant.now();

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this, and start nothing.")
    private boolean help;

    @Option(
            names = "--port",
            defaultValue = "0",
            description = "Port of the API; a second cluster takes the next one. 0: any free one (default).")
    private int port;

    @Option(
            names = "--clusters",
            defaultValue = "1",
            description = "2 adds an OpenShift without MTV, to migrate to (default: ${DEFAULT-VALUE}).")
    private int clusters;

    @Option(
            names = "--time-scale",
            defaultValue = "100",
            description = "Simulated seconds per real second, 1 to 100000 (default: ${DEFAULT-VALUE}).")
    private double timeScale;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Decides everything random but secrets and certificates (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--inventory", paramLabel = "FILE", description = "What the sources have, instead of the built-in.")
    private Path inventory;

    @Option(names = "--fault", paramLabel = "NAME", description = "Fault to show; may be given several times.")
    private Set<String> faults = new LinkedHashSet<>();

    @Option(names = "--fault-file", paramLabel = "FILE", description = "Faults to show, as a file describes them.")
    private Path faultFile;

    @Option(
            names = "--settings",
            paramLabel = "FOLDER",
            defaultValue = "target/sandbox",
            description = "Where to write what leads clients here (default: ${DEFAULT-VALUE}).")
    private Path folder;

    static CommandLine command() {
        return new CommandLine(new SandboxCli()).setExecutionExceptionHandler((e, command, parsed) -> {
            LogManager.getLogger(SandboxCli.class).debug("The sandbox ended", e);
            command.getErr().println("The sandbox ended: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
    }

    @Override
    public Integer call() throws IOException {
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Thread onShutdown = new Thread(() -> stop(stop, ended), "sandbox-stop");
        try (Sandbox sandbox = start();
                ClientFiles files = ClientFiles.write(folder, sandbox)) {
            Runtime.getRuntime().addShutdownHook(onShutdown);
            announce(sandbox, files);
            stop.await();
        } catch (InterruptedException e) {
            Runtime.getRuntime().removeShutdownHook(onShutdown);
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
        return CommandLine.ExitCode.OK;
    }

    /** On Ctrl-C and SIGTERM the JVM lives until this has returned. */
    private static void stop(CountDownLatch stop, CountDownLatch ended) {
        stop.countDown();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Sandbox start() {
        try {
            Files.createDirectories(folder);
            return Sandbox.start(new SandboxConfig(
                    timeScale,
                    seed,
                    faults,
                    Optional.ofNullable(faultFile),
                    Optional.ofNullable(inventory),
                    clusters,
                    port));
        } catch (IllegalArgumentException e) {
            LogManager.getLogger().debug("Not started", e);
            throw new ParameterException(spec.commandLine(), e.getMessage());
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "--settings: no folder can be made at " + folder, e);
        }
    }

    private void announce(Sandbox sandbox, ClientFiles files) {
        PrintWriter console = spec.commandLine().getOut();
        double seconds = Duration.between(begin, Instant.now()).toMillis() / 1000.0;
        console.printf(
                Locale.ROOT, "Sandbox ready after %.1f s, its clock %.0f times as fast as yours%n", seconds, timeScale);
        sandbox.clusters()
                .forEach(cluster -> console.printf("  %-6s %s  %s%n", cluster.name(), cluster.url(), logins(cluster)));
        console.printf("Kubeconfig: %s, contexts %s%n", files.kubeconfig(), String.join(", ", files.contexts()));
        console.printf("Try:%n  kubectl --kubeconfig %s get providers -A%n", files.kubeconfig());
        console.printf(
                "  mvn test -Dsurefire.suiteXmlFiles=testng-remote.xml -Dconfig_file=%s%n", files.suiteSettings());
        console.println("Ctrl-C ends it.");
        console.flush();
    }

    private static String logins(OpenShift cluster) {
        return cluster.users().entrySet().stream()
                .map(user -> user.getKey() + " / " + user.getValue())
                .collect(Collectors.joining(", "));
    }
}
