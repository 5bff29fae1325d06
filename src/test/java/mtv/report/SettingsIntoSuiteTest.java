package mtv.report;

import mtv.Scratch;
import mtv.settings.Settings;
import mtv.settings.input.SettingsException;
import org.testng.ISuite;
import org.testng.ISuiteListener;
import org.testng.ITestListener;
import org.testng.ITestResult;
import org.testng.Reporter;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;
import org.testng.xml.XmlSuite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Settings reach the tests by suite parameters, or end the run before anything is created. */
public class SettingsIntoSuiteTest {
    @Test
    public void theFirstLineOfASandboxRunSaysSo() {
        assertThat(sandbox().run(new ProgressLog(), new SettingsIntoSuite()))
                .first()
                .asString()
                .startsWith("INFO SANDBOX RUN - no real cluster: ");
    }

    @Test
    public void parametersShowTheEffectiveValues() {
        Chain chain = sandbox().suite("plan_wait_timeout", "40");
        new SettingsIntoSuite().alter(suites(chain.xml()));
        assertThat(chain.xml().getParameters())
                .containsEntry("plan_wait_timeout", "40")
                .containsEntry("cluster", "sandbox")
                .containsEntry("mins_before_cutover", "5")
                .doesNotContainKey("cluster_password");
    }

    @Test
    public void theValuesOfATestStayUnlessASystemPropertyWins() {
        Chain chain = sandbox().test("number_of_vms", "2").test("plan_wait_timeout", "40");
        System.setProperty("plan_wait_timeout", "30");
        try {
            new SettingsIntoSuite().alter(suites(chain.xml()));
        } finally {
            System.clearProperty("plan_wait_timeout");
        }
        assertThat(chain.xml().getTests().get(0).getLocalParameters())
                .isEqualTo(Map.of("number_of_vms", "2", "plan_wait_timeout", "30"));
    }

    @Test
    public void aPlanThatNoClusterStoresIsReportedBeforehand() throws IOException {
        Path plans = Files.writeString(
                Scratch.file("plans", ".json"),
                IntStream.range(0, 30_000)
                        .mapToObj(number -> "{\"name\": \"vm-" + number + "\"}")
                        .collect(Collectors.joining(
                                ",", "{\"many\": {\"virtual_machines\": [", "], \"warm_migration\": false}}")));
        List<String> console = sandbox()
                .suite("plans_file", plans.toString())
                .test("class_plan_config", "many")
                .test("number_of_vms", "30000")
                .run(new SettingsIntoSuite());
        assertThat(console)
                .anySatisfy(line -> assertThat(line)
                        .containsPattern(
                                "the Plan of scenario many with 30000 VMs has \\d{7} bytes, and a cluster stores"
                                        + " no object above 1572864; set number_of_vms to \\d{4,5} at most"));
        Files.delete(plans);
    }

    @Test
    public void childSuitesAreReadToo() {
        Chain parent = sandbox();
        Chain child = sandbox();
        parent.xml().getChildSuites().add(child.xml());
        new SettingsIntoSuite().alter(suites(parent.xml()));
        assertThat(child.xml().getParameters()).containsEntry("mins_before_cutover", "5");
    }

    @Test
    public void theSuiteCarriesTheSettings() {
        AtomicReference<Object> carried = new AtomicReference<>();
        sandbox().run(new SettingsIntoSuite(), new ISuiteListener() {
            @Override
            public void onFinish(ISuite suite) {
                carried.set(suite.getAttribute(Settings.ATTRIBUTE));
            }
        });
        assertThat(carried.get()).isInstanceOf(Settings.class);
    }

    @DataProvider
    Object[][] mistakes() {
        return new Object[][] {
            {sandbox().test("plan_wait_timeout", "abc"), "suite Unit <test name=\"cold: one VM\">: plan_wait_timeout = "
            },
            {
                sandbox().test("class_plan_config", "test_cold"),
                "suite Unit <test name=\"cold: one VM\">: there is no scenario \"test_cold\" in "
            },
            {
                sandbox()
                        .test("class_plan_config", "test_cold_remote_ocp")
                        .test("number_of_vms", "2")
                        .suite("vm_name_search_pattern", ".*rhel8"),
                "suite Unit <test name=\"cold: one VM\">: VM mtv-win2019-79 of scenario test_cold_remote_ocp does not"
                        + " match vm_name_search_pattern = \".*rhel8\"; widen the pattern, or choose another scenario"
            },
            {
                sandbox().testClass("plan_wait_timeout", "7"),
                "suite Unit <test name=\"cold: one VM\">: parameters of <class> mtv.report.Links are not read:"
                        + " plan_wait_timeout; put them on the <test>"
            },
            {sandbox().suite("plans_file", "nowhere.json"), "nowhere.json: there is no such file"},
        };
    }

    @Test(dataProvider = "mistakes")
    public void aRunWithProblemsOnlyReportsThem(Chain chain, String expected) {
        List<String> results = new ArrayList<>();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        List<String> console = chain.run(new SettingsIntoSuite(), new ITestListener() {
            @Override
            public void onTestStart(ITestResult result) {
                results.add(result.getMethod().getMethodName());
            }

            @Override
            public void onTestFailure(ITestResult result) {
                thrown.set(result.getThrowable());
                results.addAll(Reporter.getOutput(result));
            }
        });
        assertThat(console).hasSize(1).first().asString().contains("The settings have 1 problem", expected);
        assertThat(results).hasSize(2).first().isEqualTo("settingsAreValid");
        assertThat(results.get(1)).contains(expected);
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> {
                    throw thrown.get();
                })
                .withMessage("The settings have 1 problem, so nothing was created: see the list at the start of this"
                        + " run");
    }

    @Test
    public void vmsThatAreNotTakenNeedNotMatchThePattern() {
        Chain chain =
                sandbox().test("class_plan_config", "test_cold_remote_ocp").suite("vm_name_search_pattern", ".*rhel8");
        assertThat(chain.run(new SettingsIntoSuite())).noneMatch(line -> line.startsWith("ERROR"));
    }

    @Test
    public void allSuitesAreRefusedTogether() {
        List<XmlSuite> both =
                suites(sandbox().xml(), sandbox().suite("mtv_namespace", "-").xml());
        new SettingsIntoSuite().alter(both);
        assertThat(both).hasSize(1);
        assertThat(both.get(0).getTests()).hasSize(1);
    }

    private static Chain sandbox() {
        return new Chain().suite("cluster", "sandbox");
    }

    private static List<XmlSuite> suites(XmlSuite... suites) {
        return new ArrayList<>(List.of(suites));
    }
}
