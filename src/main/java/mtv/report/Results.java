package mtv.report;

import org.testng.ITestNGMethod;
import org.testng.ITestResult;

import java.util.Optional;

/** Reads a TestNG result as a person would say it. */
final class Results {
    private Results() {}

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

    /** One line: who wants more opens the report. */
    static String reason(ITestResult result) {
        return Optional.ofNullable(result.getThrowable())
                .map(Results::firstLine)
                .orElse("no reason was given");
    }

    /** For a link of a chain, the link that failed before it; for a gate, what it asks for. */
    static String skipReason(ITestResult result) {
        return result.getSkipCausedBy().stream()
                .filter(ITestNGMethod::isTest)
                .map(cause -> cause.getMethodName() + " did not pass")
                .findFirst()
                .orElseGet(() -> reason(result));
    }

    private static String firstLine(Throwable failure) {
        return Optional.ofNullable(failure.getMessage()).stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElseGet(() -> failure.getClass().getSimpleName());
    }
}
