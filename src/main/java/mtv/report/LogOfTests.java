package mtv.report;

import mtv.text.LogScope;
import org.testng.IInvokedMethod;
import org.testng.IInvokedMethodListener;
import org.testng.ITestResult;

/** Tells the log to which scenario belongs what a thread does from now on. TestNG loads this class by itself. */
public final class LogOfTests implements IInvokedMethodListener {

    /** The scenario stays until the thread begins something else: the line of the result belongs to it, too. */
    @Override
    public void beforeInvocation(IInvokedMethod method, ITestResult result) {
        boolean ofSuite = method.getTestMethod().isBeforeSuiteConfiguration()
                || method.getTestMethod().isAfterSuiteConfiguration();
        LogScope.enterScenario(
                ofSuite ? null : result.getTestContext().getCurrentXmlTest().getParameter("class_plan_config"));
    }
}
