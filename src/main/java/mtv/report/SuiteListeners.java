package mtv.report;

import org.testng.IAlterSuiteListener;
import org.testng.IConfigurationListener;
import org.testng.IInvokedMethod;
import org.testng.IInvokedMethodListener;
import org.testng.ISuite;
import org.testng.ISuiteListener;
import org.testng.ITestListener;
import org.testng.ITestNGListener;
import org.testng.ITestResult;
import org.testng.xml.XmlSuite;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Calls the listeners of this package that suites with migrations need and do not name; a run without a suite file
 * names none. TestNG loads this class by itself; in other runs it does nothing.
 */
public final class SuiteListeners
        implements IAlterSuiteListener, ISuiteListener, ITestListener, IConfigurationListener, IInvokedMethodListener {

    private List<ITestNGListener> missing = List.of();

    @Override
    public void alter(List<XmlSuite> suites) {
        List<XmlSuite> all = suites.stream().flatMap(SuiteClasses::family).toList();
        if (all.stream().noneMatch(SuiteClasses::hasMigrations)) {
            return;
        }
        Set<String> named = all.stream()
                .flatMap(suite -> suite.getLocalListeners().stream())
                .collect(Collectors.toSet());
        List<ITestNGListener> needed = new ArrayList<>(List.of(
                new SettingsIntoSuite(),
                new SandboxMark(),
                new AllureEnvironment(),
                new EvidenceOnFailure(),
                new ProgressLog()));
        needed.removeIf(listener -> named.contains(listener.getClass().getName()));
        missing = needed;
        each(IAlterSuiteListener.class, listener -> listener.alter(suites));
    }

    private <T> void each(Class<T> kind, Consumer<T> call) {
        missing.stream().filter(kind::isInstance).map(kind::cast).forEach(call);
    }

    @Override
    public void onStart(ISuite suite) {
        each(ISuiteListener.class, listener -> listener.onStart(suite));
    }

    @Override
    public void onFinish(ISuite suite) {
        each(ISuiteListener.class, listener -> listener.onFinish(suite));
    }

    @Override
    public void beforeInvocation(IInvokedMethod method, ITestResult result) {
        each(IInvokedMethodListener.class, listener -> listener.beforeInvocation(method, result));
    }

    @Override
    public void onTestSuccess(ITestResult result) {
        each(ITestListener.class, listener -> listener.onTestSuccess(result));
    }

    @Override
    public void onTestFailure(ITestResult result) {
        each(ITestListener.class, listener -> listener.onTestFailure(result));
    }

    @Override
    public void onTestSkipped(ITestResult result) {
        each(ITestListener.class, listener -> listener.onTestSkipped(result));
    }

    @Override
    public void onConfigurationFailure(ITestResult result) {
        each(IConfigurationListener.class, listener -> listener.onConfigurationFailure(result));
    }
}
