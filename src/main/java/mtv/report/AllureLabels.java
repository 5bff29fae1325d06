package mtv.report;

import io.qameta.allure.listener.TestLifecycleListener;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.TestResult;
import mtv.settings.Settings;
import mtv.settings.SourceProviderEntry;
import org.testng.ISuite;
import org.testng.ISuiteListener;
import org.testng.annotations.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Labels that a report is filtered and grouped by: the type of the source is the epic above the feature, which is the
 * destination, and the story, which is the kind of migration; and TestNG's groups are tags.
 */
public final class AllureLabels implements TestLifecycleListener, ISuiteListener {

    private static final String TAG = "tag";

    /** TestNG and Allure make an instance each, and suites run one after the other. */
    private static volatile Supplier<Object> running = () -> null;

    @Override
    public void onStart(ISuite suite) {
        settingsAre(() -> suite.getAttribute(Settings.ATTRIBUTE));
    }

    /** @param settings of the suite that runs, as far as they are known then; null before */
    static void settingsAre(Supplier<Object> settings) {
        running = settings;
    }

    @Override
    public void beforeTestWrite(TestResult result) {
        Optional.ofNullable(running.get())
                .filter(Settings.class::isInstance)
                .flatMap(settings -> ((Settings) settings).source().entry())
                .map(SourceProviderEntry::type)
                .ifPresent(type -> add(result, "epic", "Source " + type.id()));
        groups(result).forEach(group -> add(result, TAG, group));
    }

    private static void add(TestResult result, String name, String value) {
        result.getLabels().add(new Label().setName(name).setValue(value));
    }

    private static List<String> groups(TestResult result) {
        return result.getLabels().stream()
                .filter(label -> label.getName().equals("testClass"))
                .findFirst()
                .flatMap(label -> classOf(label.getValue()))
                .map(type -> type.getAnnotation(Test.class))
                .map(test -> Arrays.asList(test.groups()))
                .orElse(List.of());
    }

    private static Optional<Class<?>> classOf(String name) {
        try {
            return Optional.of(Class.forName(name, false, Thread.currentThread().getContextClassLoader()));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }
}
