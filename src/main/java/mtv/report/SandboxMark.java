package mtv.report;

import mtv.settings.Settings;
import org.testng.IInvokedMethod;
import org.testng.IInvokedMethodListener;
import org.testng.ITestListener;
import org.testng.ITestResult;

/** Marks every TestNG result of a sandbox run, skipped ones too, as {@link StableHistory} does for Allure's. */
public final class SandboxMark implements IInvokedMethodListener, ITestListener {
    @Override
    public void beforeInvocation(IInvokedMethod method, ITestResult result) {
        mark(result);
    }

    @Override
    public void onTestSkipped(ITestResult result) {
        mark(result);
    }

    private static void mark(ITestResult result) {
        if (result.getTestContext().getSuite().getAttribute(Settings.ATTRIBUTE) instanceof Settings settings
                && settings.isSandbox()) {
            result.setAttribute("cluster", StableHistory.SANDBOX);
        }
    }
}
