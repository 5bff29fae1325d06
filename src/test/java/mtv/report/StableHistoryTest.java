package mtv.report;

import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.AllureResultsWriter;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.TestResult;
import io.qameta.allure.model.TestResultContainer;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Through Allure's own life cycle, with the listener where Allure finds it. */
public class StableHistoryTest {
    private static final String WARM = "class_plan_config=test_warm_remote_ocp";

    @DataProvider
    Object[][] surroundings() {
        return new Object[][] {
            {"cluster_host=https://other.example:6443"},
            {"cluster=sandbox"},
            {"plan_wait_timeout=7"},
            {"storage_class=slow"},
        };
    }

    @Test(dataProvider = "surroundings")
    public void anotherEnvironmentIsTheSameHistory(String parameter) {
        TestResult plain = written("a.B.createPlan", "destination=remote", WARM);
        TestResult elsewhere = written("a.B.createPlan", parameter, "destination=remote", WARM);
        assertThat(elsewhere.getHistoryId()).isEqualTo(plain.getHistoryId());
        assertThat(elsewhere.getTestCaseId()).isEqualTo(plain.getTestCaseId());
        assertThat(elsewhere.getParameters())
                .extracting(Parameter::getName)
                .containsExactly("destination", "class_plan_config");
    }

    @Test
    public void theOrderOfParametersDoesNotMatter() {
        assertThat(written("a.B.c", WARM, "destination=remote").getHistoryId())
                .isEqualTo(written("a.B.c", "destination=remote", WARM).getHistoryId());
    }

    @DataProvider
    Object[][] identities() {
        return new Object[][] {
            {"a.B.createPlan", "local", WARM},
            {"a.B.createPlan", "remote", "class_plan_config=test_cold_remote_ocp"},
            {"a.B.checkVms", "remote", WARM},
        };
    }

    @Test(dataProvider = "identities")
    public void anotherTestDestinationOrScenarioIsAnotherHistory(String name, String destination, String scenario) {
        TestResult other = written(name, "destination=" + destination, scenario);
        assertThat(other.getHistoryId())
                .isNotEqualTo(
                        written("a.B.createPlan", "destination=remote", WARM).getHistoryId());
    }

    @Test
    public void onlyASandboxResultHasTheTag() {
        assertThat(written("a.B.c", "cluster=sandbox").getLabels())
                .anyMatch(label -> "tag".equals(label.getName()) && "sandbox".equals(label.getValue()));
        assertThat(written("a.B.c", "cluster=openshift").getLabels()).isEmpty();
    }

    private static TestResult written(String fullName, String... parameters) {
        List<TestResult> results = new ArrayList<>();
        AllureLifecycle lifecycle = new AllureLifecycle(writerTo(results));
        TestResult result = new TestResult()
                .setUuid("1")
                .setFullName(fullName)
                .setHistoryId("allure's own")
                .setParameters(new ArrayList<>(Arrays.stream(parameters)
                        .map(text -> text.split("=", 2))
                        .map(pair -> new Parameter().setName(pair[0]).setValue(pair[1]))
                        .toList()));
        lifecycle.scheduleTestCase(result);
        lifecycle.writeTestCase("1");
        return results.get(0);
    }

    private static AllureResultsWriter writerTo(List<TestResult> results) {
        return new AllureResultsWriter() {
            @Override
            public void write(TestResult result) {
                results.add(result);
            }

            @Override
            public void write(TestResultContainer container) {
                throw new AssertionError("a history needs results only");
            }

            @Override
            public void write(String source, InputStream attachment) {
                throw new AssertionError("a history needs results only");
            }
        };
    }
}
