package mtv.report;

import io.qameta.allure.TmsLink;
import org.testng.IResultMap;
import org.testng.ISuite;
import org.testng.ISuiteListener;
import org.testng.ISuiteResult;
import org.testng.ITestContext;
import org.testng.ITestListener;
import org.testng.ITestNGMethod;
import org.testng.ITestResult;
import org.testng.SkipException;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts into TestNG's own results, which Jenkins shows, what only Allure and the console would have: the ids of a test
 * and its groups in its description, and why a link was skipped instead of TestNG's word that it depends on others.
 * TestNG loads this class by itself.
 *
 * <p>The groups are there although TestNG lists them: Jenkins' plugin looks for them by the class that runs, and TestNG
 * names the class that declares the link, which all chains share.
 */
public final class ResultWords implements ITestListener, ISuiteListener {

    /** A gate's or a setup's own reason is true already. */
    @Override
    public void onTestSkipped(ITestResult result) {
        if (result.getThrowable() != null && !(result.getThrowable() instanceof SkipException)) {
            SkipException reason = new SkipException(TestNgResults.skipReason(result));
            reason.setStackTrace(new StackTraceElement[0]);
            result.setThrowable(reason);
        }
    }

    /** The results are written afterwards, and Allure has the ids already. */
    @Override
    public void onFinish(ISuite suite) {
        suite.getResults().values().stream()
                .map(ISuiteResult::getTestContext)
                .flatMap(ResultWords::results)
                .forEach(ResultWords::name);
    }

    private static Stream<ITestResult> results(ITestContext context) {
        return Stream.of(context.getPassedTests(), context.getFailedTests(), context.getSkippedTests())
                .map(IResultMap::getAllResults)
                .flatMap(results -> results.stream());
    }

    private static void name(ITestResult result) {
        String ids = Arrays.stream(result.getTestClass().getRealClass().getAnnotationsByType(TmsLink.class))
                .map(TmsLink::value)
                .collect(Collectors.joining(", "));
        ITestNGMethod method = result.getMethod();
        String described = method.getDescription() == null ? method.getMethodName() : method.getDescription();
        if (!ids.isEmpty() && !described.startsWith(ids)) {
            String groups = Arrays.stream(method.getGroups()).sorted().collect(Collectors.joining(", "));
            method.setDescription(ids + ": " + described + (groups.isEmpty() ? "" : " [" + groups + "]"));
        }
    }
}
