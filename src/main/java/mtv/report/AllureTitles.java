package mtv.report;

import io.qameta.allure.listener.TestLifecycleListener;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells results apart by what they are called: every scenario has the same links, so that each is named with the story
 * and the feature of its class. A migration that MTV failed is a failed test, not a broken one.
 */
public final class AllureTitles implements TestLifecycleListener {

    private static final Pattern PRODUCT = Pattern.compile(
            "mtv\\.(await\\.WaitException\\$(BadEnd|OutOfTime|Silent)" + "|steps\\.migrate\\.MigrationException)\\b");

    @Override
    public void beforeTestWrite(TestResult result) {
        label(result, "story")
                .flatMap(story ->
                        label(result, "feature").map(feature -> story + ", " + feature + ": " + result.getName()))
                .ifPresent(result::setName);
        boolean product = Optional.ofNullable(result.getStatusDetails())
                .map(StatusDetails::getTrace)
                .filter(trace -> PRODUCT.matcher(trace).lookingAt())
                .isPresent();
        if (result.getStatus() == Status.BROKEN && product) {
            result.setStatus(Status.FAILED);
        }
    }

    private static Optional<String> label(TestResult result, String name) {
        return result.getLabels().stream()
                .filter(label -> name.equals(label.getName()))
                .map(Label::getValue)
                .findFirst();
    }
}
