package mtv.suites;

import org.testng.ISuite;
import org.testng.ISuiteResult;
import org.testng.ITestContext;
import org.testng.ITestResult;
import org.testng.SkipException;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells a suite in which every class was skipped, which TestNG would call a success. */
record SuiteVerdict(int ran, boolean failed, Set<String> skipReasons) {

    static SuiteVerdict of(ISuite suite) {
        List<ITestContext> tests = suite.getResults().values().stream()
                .map(ISuiteResult::getTestContext)
                .toList();
        int ran = tests.stream()
                .mapToInt(t -> t.getPassedTests().size() + t.getFailedTests().size())
                .sum();
        boolean configurationFailed =
                tests.stream().anyMatch(t -> t.getFailedConfigurations().size() > 0);
        Set<String> reasons = tests.stream()
                .flatMap(t -> Stream.of(t.getSkippedConfigurations(), t.getSkippedTests()))
                .flatMap(results -> results.getAllResults().stream())
                .map(ITestResult::getThrowable)
                .filter(SkipException.class::isInstance)
                .map(Throwable::getMessage)
                .collect(Collectors.toSet());
        boolean failed = configurationFailed
                || tests.stream().anyMatch(t -> t.getFailedTests().size() > 0);
        return new SuiteVerdict(configurationFailed ? 1 : ran, failed, reasons);
    }

    /** A failed configuration method makes the run red by itself. */
    void requireThatSomethingRan(boolean allowAllSkipped) {
        if (ran == 0 && !allowAllSkipped) {
            throw new NothingRanException(skipReasons);
        }
    }

    /** Red on purpose: a run that proved nothing must not look like one that did. */
    static final class NothingRanException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NothingRanException(Collection<String> reasons) {
            super(
                    "No test ran: " + String.join("; ", reasons) + " (allow_all_skipped=true accepts such a run)",
                    null,
                    false,
                    false);
        }
    }
}
