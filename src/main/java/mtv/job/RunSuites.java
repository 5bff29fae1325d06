package mtv.job;

import mtv.steps.TestBed;
import org.testng.ISuite;
import org.testng.ISuiteListener;
import org.testng.TestNG;
import org.testng.internal.ExitCode;
import org.testng.reporters.XMLReporter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Runs suite files in this JVM, without Maven. */
@Command(
        name = "run-suites",
        usageHelpAutoWidth = true,
        description = "Runs suite files of TestNG; settings come from the environment and from -D, as under Maven.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every test passed, or was skipped while another passed",
            "1:a test or a setup failed, or no test ran",
            "2:this command line is wrong, and nothing was done",
            "130:stopped by Ctrl-C; what the run created was removed first",
            "143:stopped by SIGTERM; likewise"
        })
public final class RunSuites implements Callable<Integer> {

    @Spec
    private CommandLine.Model.CommandSpec command;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this, and run nothing.")
    private boolean help;

    @Option(
            names = "--results",
            paramLabel = "FOLDER",
            defaultValue = "results",
            description = "Gets testng-results.xml, allure-results, evidence, mtv.log, and in ledger what a killed run"
                    + " left. Default: ${DEFAULT-VALUE}.")
    private Path results;

    @Parameters(arity = "1..*", paramLabel = "SUITE", description = "Suite files, which run one after the other.")
    private List<Path> suites;

    private final CountDownLatch reported = new CountDownLatch(1);
    private final Set<ISuite> begun = ConcurrentHashMap.newKeySet();

    public static void main(String[] args) {
        int code = new CommandLine(new RunSuites()).execute(args);
        Runtime.getRuntime().exit(code);
    }

    @Override
    public Integer call() throws IOException {
        for (Path suite : suites) {
            if (!Files.isReadable(suite)) {
                throw new ParameterException(
                        command.commandLine(),
                        "There is no suite file " + suite.toAbsolutePath() + " that can be read");
            }
        }
        ResultsFolder folder = new ResultsFolder(results.toAbsolutePath());
        folder.announce();
        folder.prepare();
        Runtime.getRuntime().addShutdownHook(new Thread(this::awaitReports, "mtv-reports"));
        try {
            return run(folder.path());
        } finally {
            reported.countDown();
        }
    }

    private int run(Path folder) {
        TestNG testng = new TestNG(false);
        testng.setVerbose(0);
        testng.setOutputDirectory(folder.toString());
        testng.addListener(new XMLReporter());
        testng.addListener(new ISuiteListener() {
            @Override
            public void onStart(ISuite suite) {
                begun.add(suite);
            }
        });
        testng.setTestSuites(suites.stream().map(Path::toString).toList());
        testng.run();
        return ExitCode.hasFailure(testng.getStatus()) || testng.getStatus() == ExitCode.HAS_NO_TEST
                ? CommandLine.ExitCode.SOFTWARE
                : CommandLine.ExitCode.OK;
    }

    /**
     * A run that is stopped by a signal writes its reports when it has cleaned up, and the JVM waits for that. A run
     * that has no test bed yet has nothing to report.
     */
    private void awaitReports() {
        boolean opened = begun.stream().anyMatch(suite -> suite.getAttribute(TestBed.ATTRIBUTE) != null);
        try {
            if (opened) {
                reported.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
