package mtv.report;

import io.qameta.allure.listener.TestLifecycleListener;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.TestResult;
import mtv.settings.Settings;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Keeps a test's history together when only its surroundings change.
 *
 * <p>Allure takes every parameter of a suite for a parameter of the test, and makes the history id of all of them. What
 * tells two results apart is the test's name, its destination and its scenario; settings describe the environment and
 * have their place in {@link AllureEnvironment}. A result of the sandbox gets a tag.
 */
public final class StableHistory implements TestLifecycleListener {
    static final String SANDBOX = "sandbox";

    @Override
    public void beforeTestWrite(TestResult result) {
        if (result.getParameters().stream().anyMatch(StableHistory::saysSandbox)) {
            result.getLabels().add(new Label().setName("tag").setValue(SANDBOX));
        }
        List<String> settings = Settings.keyNames();
        result.getParameters().removeIf(parameter -> settings.contains(parameter.getName()));
        String parameters = result.getParameters().stream()
                .sorted(Comparator.comparing(Parameter::getName))
                .map(parameter -> parameter.getName() + "=" + parameter.getValue())
                .collect(Collectors.joining("\n", "\n", ""));
        result.setHistoryId(digest(result.getFullName() + parameters));
        result.setTestCaseId(digest(result.getFullName()));
    }

    private static boolean saysSandbox(Parameter parameter) {
        return "cluster".equals(parameter.getName()) && SANDBOX.equals(parameter.getValue());
    }

    private static String digest(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
