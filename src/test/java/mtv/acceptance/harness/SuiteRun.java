package mtv.acceptance.harness;

import mtv.report.ProgressLog;
import org.testng.IConfigurationListener;
import org.testng.ITestListener;
import org.testng.ITestResult;
import org.testng.SkipException;
import org.testng.TestNG;
import org.testng.xml.SuiteXmlParser;
import org.testng.xml.XmlSuite;
import org.testng.xml.XmlTest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The result of one suite file, run inside this JVM as TestNG runs it from the command line.
 *
 * @param links results of the tests, in the order in which they ended
 * @param broken configuration methods that failed
 * @param skipReasons why configuration methods skipped what is behind them
 */
public record SuiteRun(List<ITestResult> links, List<ITestResult> broken, Set<String> skipReasons) {

    /**
     * @param parameters settings on the level of the suite
     * @param tests which of its {@code <test>} elements
     */
    public static SuiteRun of(String file, Map<String, String> parameters, Predicate<XmlTest> tests)
            throws IOException {
        return run(read(file, parameters, tests));
    }

    /** All {@code <test>} elements at once, each on a thread of its own. */
    public static SuiteRun atOnce(String file) throws IOException {
        XmlSuite suite = read(file, Map.of(), test -> true);
        suite.setParallel(XmlSuite.ParallelMode.TESTS);
        suite.setThreadCount(suite.getTests().size());
        return run(suite);
    }

    private static XmlSuite read(String file, Map<String, String> parameters, Predicate<XmlTest> tests)
            throws IOException {
        XmlSuite suite;
        try (InputStream text = Files.newInputStream(Path.of(file))) {
            suite = new SuiteXmlParser().parse(file, text, true);
        }
        suite.getParameters().putAll(parameters);
        suite.getTests().removeIf(tests.negate());
        suite.getLocalListeners().removeIf(ProgressLog.class.getName()::equals);
        return suite;
    }

    private static SuiteRun run(XmlSuite suite) {
        Collector collector = new Collector();
        TestNG testng = new TestNG(false);
        testng.setVerbose(0);
        testng.setServiceLoaderClassLoader(new URLClassLoader(new URL[0], null));
        testng.addListener(collector);
        testng.setXmlSuites(List.of(suite));
        testng.run();
        return new SuiteRun(collector.links, collector.broken, Set.copyOf(collector.skipReasons));
    }

    /** Names of the links with that status, in the order of the chain. */
    public List<String> links(int status) {
        return links.stream()
                .filter(link -> link.getStatus() == status)
                .sorted(Comparator.comparingLong(ITestResult::getEndMillis))
                .map(link -> link.getMethod().getMethodName())
                .toList();
    }

    /** Messages of everything that failed, links and configuration methods. */
    public List<String> messages() {
        return Stream.concat(broken.stream(), links.stream().filter(l -> l.getStatus() == ITestResult.FAILURE))
                .map(result -> String.valueOf(result.getThrowable().getMessage()))
                .toList();
    }

    private static final class Collector implements ITestListener, IConfigurationListener {

        private final List<ITestResult> links = new CopyOnWriteArrayList<>();
        private final List<ITestResult> broken = new CopyOnWriteArrayList<>();
        private final Set<String> skipReasons = new CopyOnWriteArraySet<>();

        @Override
        public void onTestSuccess(ITestResult result) {
            links.add(result);
        }

        @Override
        public void onTestFailure(ITestResult result) {
            links.add(result);
        }

        @Override
        public void onTestSkipped(ITestResult result) {
            links.add(result);
        }

        @Override
        public void onConfigurationSkip(ITestResult result) {
            if (result.getThrowable() instanceof SkipException e) {
                skipReasons.add(e.getMessage());
            }
        }

        @Override
        public void onConfigurationFailure(ITestResult result) {
            broken.add(result);
        }
    }
}
