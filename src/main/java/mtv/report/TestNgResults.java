package mtv.report;

import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.model.ApiFailure;
import org.testng.ITestContext;
import org.testng.ITestNGMethod;
import org.testng.ITestResult;

import java.util.Optional;

/** Reads a TestNG result as a person would say it. */
final class TestNgResults {
    private TestNgResults() {}

    /** The class that runs, even when it inherited the method. */
    static String className(ITestResult result) {
        return Optional.ofNullable(result.getInstance())
                .<Class<?>>map(Object::getClass)
                .orElseGet(() -> result.getTestClass().getRealClass())
                .getSimpleName();
    }

    static String methodName(ITestResult result) {
        return className(result) + "." + result.getMethod().getMethodName();
    }

    /** The whole message: ours are written for this place, and what did not fit in one line was worth another. */
    static String message(ITestResult result) {
        return Optional.ofNullable(result.getThrowable())
                .map(failure -> Optional.ofNullable(words(failure))
                        .map(String::strip)
                        .orElseGet(() -> failure.getClass().getSimpleName()))
                .orElse("no reason was given");
    }

    /** One line, for a link that only follows from another's failure. */
    static String reason(ITestResult result) {
        return Optional.ofNullable(result.getThrowable())
                .map(TestNgResults::firstLine)
                .orElse("no reason was given");
    }

    /**
     * Why a chain was not gone on with: what its first skipped link was skipped for holds for those after it, of which
     * TestNG knows no more than that they depend on each other.
     */
    static String skipReason(ITestResult result) {
        ITestContext context = result.getTestContext();
        String attribute = "mtv.skipped." + className(result);
        if (context.getAttribute(attribute) == null) {
            context.setAttribute(attribute, ownSkipReason(result));
        }
        return (String) context.getAttribute(attribute);
    }

    /** That the run was stopped, the link that failed before it, or else what a gate or a setup said. */
    private static String ownSkipReason(ITestResult result) {
        Object source = result.getTestContext().getSuite().getAttribute(EvidenceSource.ATTRIBUTE);
        Optional<String> stopped = source instanceof EvidenceSource clusters ? clusters.stopped() : Optional.empty();
        return stopped.orElseGet(() -> linkBefore(result));
    }

    private static String linkBefore(ITestResult result) {
        return result.getSkipCausedBy().stream()
                .filter(ITestNGMethod::isTest)
                .map(cause -> cause.getMethodName() + " did not pass")
                .findFirst()
                .orElseGet(() -> reason(result));
    }

    private static String firstLine(Throwable failure) {
        return Optional.ofNullable(words(failure)).stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElseGet(() -> failure.getClass().getSimpleName());
    }

    /** The client library's own messages leave out what was asked, or the cause. */
    private static String words(Throwable failure) {
        return failure instanceof KubernetesClientException ? ApiFailure.words(failure) : failure.getMessage();
    }
}
