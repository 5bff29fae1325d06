package mtv.report;

import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.model.ApiFailure;
import org.testng.ITestContext;
import org.testng.ITestNGMethod;
import org.testng.ITestResult;

import java.util.Optional;

/** Names and messages of TestNG results, for the console. */
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

    /** The whole message of the failure, which may have several lines. */
    static String message(ITestResult result) {
        return Optional.ofNullable(result.getThrowable())
                .map(failure -> Optional.ofNullable(words(failure))
                        .map(String::strip)
                        .orElseGet(() -> failure.getClass().getSimpleName()))
                .orElse("no reason was given");
    }

    /** The first line of the failure's message. */
    static String reason(ITestResult result) {
        return Optional.ofNullable(result.getThrowable())
                .map(TestNgResults::firstLine)
                .orElse("no reason was given");
    }

    /**
     * Why a chain was not continued. The reason of its first skipped link holds for the links after it too, of which
     * TestNG only knows that they depend on each other.
     */
    static String skipReason(ITestResult result) {
        ITestContext context = result.getTestContext();
        String attribute = "mtv.skipped." + className(result);
        if (context.getAttribute(attribute) == null) {
            context.setAttribute(attribute, ownSkipReason(result));
        }
        return (String) context.getAttribute(attribute);
    }

    /** That the run was stopped, else the link that failed before, else the reason of a gate or a setup. */
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

    /** The client library's own messages leave out the request or the cause. */
    private static String words(Throwable failure) {
        return failure instanceof KubernetesClientException ? ApiFailure.words(failure) : failure.getMessage();
    }
}
