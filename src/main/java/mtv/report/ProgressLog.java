package mtv.report;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.testng.IConfigurationListener;
import org.testng.ITestContext;
import org.testng.ITestListener;
import org.testng.ITestResult;

import java.util.Locale;

/** Writes a console line for each test, one for each link of its chain, and one for a setup or teardown that failed. */
public final class ProgressLog implements ITestListener, IConfigurationListener {
    private static final Logger LOG = LogManager.getLogger();

    @Override
    public void onStart(ITestContext test) {
        String scenario = test.getCurrentXmlTest().getParameter("class_plan_config");
        LOG.info("TEST {}{}", test.getName(), scenario == null ? "" : " (" + scenario + ")");
    }

    @Override
    public void onTestSuccess(ITestResult result) {
        LOG.info("PASS {} ({})", TestNgResults.methodName(result), seconds(result));
    }

    @Override
    public void onTestFailure(ITestResult result) {
        fail(result);
    }

    /** All skipped links of a class have the same reason, which only the first of them says. */
    @Override
    public void onTestSkipped(ITestResult result) {
        ITestContext context = result.getTestContext();
        String said = "mtv.skip.said." + TestNgResults.className(result);
        String reason = TestNgResults.skipReason(result);
        if (reason.equals(context.getAttribute(said))) {
            LOG.warn("SKIP {} likewise", TestNgResults.methodName(result));
        } else {
            context.setAttribute(said, reason);
            LOG.warn("SKIP {} because {}", TestNgResults.methodName(result), reason);
        }
    }

    @Override
    public void onConfigurationFailure(ITestResult result) {
        fail(result);
    }

    private static void fail(ITestResult result) {
        LOG.error("FAIL {} ({}): {}", TestNgResults.methodName(result), seconds(result), TestNgResults.message(result));
        LOG.debug("The same in full", result.getThrowable());
    }

    private static String seconds(ITestResult result) {
        return String.format(Locale.ROOT, "%.1f s", (result.getEndMillis() - result.getStartMillis()) / 1000.0);
    }
}
