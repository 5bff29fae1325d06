package mtv.report;

import org.testng.IInvokedMethod;
import org.testng.IInvokedMethodListener;
import org.testng.ITestResult;

/**
 * Makes invisible characters visible in failures before the reports of TestNG, Surefire and Allure see them. TestNG
 * loads this class by itself.
 */
public final class VisibleResults implements IInvokedMethodListener {

    @Override
    public void afterInvocation(IInvokedMethod method, ITestResult result) {
        Throwable failure = result.getThrowable();
        Throwable shown = VisibleThrowables.of(failure);
        if (shown != failure) {
            result.setThrowable(shown);
        }
    }
}
