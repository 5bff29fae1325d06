package mtv.report;

import org.testng.IInvokedMethod;
import org.testng.IInvokedMethodListener;
import org.testng.ITestResult;

/**
 * The one place where a failure enters the reports of TestNG, Surefire and Allure: before any of them sees it, what
 * cannot be seen in it is made visible. TestNG loads it by itself.
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
