package mtv.job;

import mtv.report.SuiteFiles;
import mtv.steps.TestBed;
import org.testng.ISuite;
import org.testng.ISuiteListener;
import org.testng.TestNG;
import org.testng.internal.ExitCode;
import org.testng.reporters.XMLReporter;
import org.testng.xml.XmlSuite;
import org.testng.xml.XmlTest;
import org.testng.xml.internal.Parser;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

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

    private static final String INDEX = "JOB_COMPLETION_INDEX";
    private static final String COUNT = "JOB_COMPLETIONS";

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
            description = "Gets testng-results.xml, allure-results, evidence, scale, mtv.log, and in ledger what a"
                    + " killed run left. Default: ${DEFAULT-VALUE}.")
    private Path results;

    @Parameters(arity = "1..*", paramLabel = "SUITE", description = "Suite files, which run one after the other.")
    private List<Path> suites;

    @Option(
            names = "--share",
            paramLabel = "INDEX/COUNT",
            description = "Runs a part of the tests, 0/4 being the first of four. Default: JOB_COMPLETION_INDEX and"
                    + " JOB_COMPLETIONS of the environment, else all tests.")
    private String share;

    @Option(
            names = "--durations",
            paramLabel = "FILE",
            defaultValue = "durations.json",
            description = "What merge-results has written, so that all shares take as long. Default: ${DEFAULT-VALUE}.")
    private Path durations;

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
        Optional<Share> part = share();
        ResultsFolder folder = new ResultsFolder(results.toAbsolutePath());
        folder.announce();
        folder.prepare();
        List<XmlSuite> chosen = new ArrayList<>();
        for (Path suite : suites) {
            chosen.addAll(new Parser(suite.toString()).parseToList());
        }
        if (part.isPresent()) {
            folder.write(part.get());
            keep(chosen, part.get());
            if (chosen.isEmpty()) {
                TestNgDocument.empty().write(folder.testNg());
                return CommandLine.ExitCode.OK;
            }
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::awaitReports, "mtv-reports"));
        try {
            return run(folder.path(), chosen);
        } finally {
            reported.countDown();
        }
    }

    /** What the command line says, else Kubernetes to a pod of an Indexed Job. */
    private Optional<Share> share() {
        Map<String, String> environment = System.getenv();
        try {
            return Optional.ofNullable(share)
                    .or(() -> Optional.ofNullable(environment.get(INDEX))
                            .map(index -> index + "/" + environment.getOrDefault(COUNT, "?")))
                    .map(Share::of);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    command.commandLine(), e.getMessage() + " (--share, or " + INDEX + " and " + COUNT + ")");
        }
    }

    private void keep(List<XmlSuite> chosen, Share part) throws IOException {
        chosen.forEach(SuiteFiles::select);
        Set<String> all = chosen.stream()
                .flatMap(suite -> suite.getTests().stream().map(RunSuites::key))
                .collect(Collectors.toSet());
        Set<String> own = part.of(all, TestDurations.read(durations));
        chosen.forEach(suite -> suite.getTests().removeIf(test -> !own.contains(key(test))));
        chosen.removeIf(suite -> suite.getTests().isEmpty());
    }

    private static String key(XmlTest test) {
        return TestDurations.key(test.getSuite().getName(), test.getName());
    }

    /** The last line that a person sees. */
    private void tellResults(Path folder) {
        try {
            String counts = TestNgDocument.merged(List.of(new ResultsFolder(folder).testNg()))
                    .summary();
            command.commandLine().getOut().println(counts + "; the results are in " + folder);
        } catch (IOException e) {
            command.commandLine().getErr().println("There are no results in " + folder + ": " + e.getMessage());
        }
    }

    private int run(Path folder, List<XmlSuite> chosen) {
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
        testng.setXmlSuites(chosen);
        testng.run();
        tellResults(folder);
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
