package mtv.suites;

import io.qameta.allure.testng.AllureTestNg;
import mtv.report.SettingsIntoSuite;
import mtv.settings.RunSettings;
import mtv.settings.Settings;
import mtv.settings.input.Keys;
import mtv.settings.input.SettingKey;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;
import org.testng.ISuite;
import org.testng.ISuiteListener;
import org.testng.TestNG;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;
import org.testng.xml.XmlClass;
import org.testng.xml.XmlSuite;
import org.testng.xml.XmlTest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Every setting that a {@code <test>} may set for itself reaches the class that it runs. */
public class RunParametersTest {

    /** Values that are not the defaults, one for each key of test scope. */
    private static final Map<String, String> OTHER_VALUES = Map.of(
            "number_of_vms", "7",
            "check_vms_signals", "no",
            "check_ssh", "off",
            "unexplained", "report",
            "snapshots_interval", "9",
            "mins_before_cutover", "11",
            "plan_wait_timeout", "13",
            "destination_rights", "migrator");

    @DataProvider
    public Object[][] keysOfTests() {
        return Keys.ofTests().stream().map(key -> new Object[] {key}).toArray(Object[][]::new);
    }

    @Test(dataProvider = "keysOfTests")
    public void aValueOfATestReachesItsClass(SettingKey<?> key) {
        XmlTest test = test();
        test.addParameter(key.name(), otherValue(key));
        assertReaches(key, test);
    }

    @Test(dataProvider = "keysOfTests")
    public void aValueOfTheSuiteReachesEveryClass(SettingKey<?> key) {
        XmlTest test = test();
        test.getSuite().getParameters().put(key.name(), otherValue(key));
        assertReaches(key, test);
    }

    @Test
    public void aClassThatLeavesAKeyOutIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunSettings.of(Map.of("number_of_vms", "2", "plan_wait_timeout", "3")))
                .withMessage("a <test> may set destination_rights, check_vms_signals, check_ssh, unexplained,"
                        + " snapshots_interval, mins_before_cutover, but its class does not take that: name it in"
                        + " @Parameters of the class");
    }

    private static String otherValue(SettingKey<?> key) {
        assertThat(OTHER_VALUES).as("a value of each key of test scope").containsKey(key.name());
        return OTHER_VALUES.get(key.name());
    }

    private static void assertReaches(SettingKey<?> key, XmlTest test) {
        Settings settings =
                Settings.of(new SettingsSources(Path.of("src"), Map.of(), Map.of(), SuiteParameters.none()));
        assertThat(run(test))
                .isNotEqualTo(settings.forTest(Map.of()))
                .isEqualTo(settings.forTest(Map.of(key.name(), otherValue(key))));
    }

    private static XmlTest test() {
        XmlSuite suite = new XmlSuite();
        suite.setName("Unit");
        suite.getParameters().put("cluster", "sandbox");
        XmlTest test = new XmlTest(suite);
        test.setName("one");
        test.setXmlClasses(List.of(new XmlClass(RunSettingsProbe.class)));
        return test;
    }

    private static RunSettings run(XmlTest test) {
        TestNG run = new TestNG(false);
        run.setVerbose(0);
        // the outer run reports this unit test already
        run.setListenersToSkipFromBeingWiredInViaServiceLoaders(AllureTestNg.class.getName());
        run.setXmlSuites(List.of(test.getSuite()));
        run.addListener(new SettingsIntoSuite());
        AtomicReference<Object> taken = new AtomicReference<>();
        run.addListener(new ISuiteListener() {
            @Override
            public void onFinish(ISuite suite) {
                taken.set(suite.getAttribute(RunSettingsProbe.ATTRIBUTE));
            }
        });
        run.run();
        return (RunSettings) taken.get();
    }
}
