package mtv.report;

import mtv.settings.Settings;
import org.testng.IInvokedMethod;
import org.testng.IInvokedMethodListener;
import org.testng.ITestListener;
import org.testng.ITestResult;
import org.testng.Reporter;

/**
 * Marks every TestNG result of a sandbox run, skipped ones too, by a line of its output, since Surefire does not write
 * results' attributes. {@link StableHistory} marks Allure's results.
 */
public final class SandboxMark implements IInvokedMethodListener, ITestListener {
    private static final String MARK = "SANDBOX RUN";

    @Override
    public void beforeInvocation(IInvokedMethod method, ITestResult result) {
        mark(result);
    }

    @Override
    public void onTestSkipped(ITestResult result) {
        mark(result);
    }

    /** TestNG keeps output for the current result only, which a setup or a skipped test is not yet. */
    private static void mark(ITestResult result) {
        if (result.getTestContext().getSuite().getAttribute(Settings.ATTRIBUTE) instanceof Settings settings
                && settings.isSandbox()
                && !Reporter.getOutput(result).contains(MARK)) {
            ITestResult current = Reporter.getCurrentTestResult();
            Reporter.setCurrentTestResult(result);
            Reporter.log(MARK);
            Reporter.setCurrentTestResult(current);
        }
    }
}
