package mtv.acceptance;

import io.qameta.allure.testng.AllureTestNg;
import mtv.suites.local.SanityColdMigrationE2E;
import mtv.suites.remote.ColdRemoteOcpE2E;
import org.testng.IConfigurationListener;
import org.testng.ITestListener;
import org.testng.ITestResult;
import org.testng.TestNG;
import org.testng.annotations.Test;
import org.testng.xml.XmlClass;
import org.testng.xml.XmlPackage;
import org.testng.xml.XmlSuite;
import org.testng.xml.XmlTest;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Ways to start a suite: a file without listeners, a class by its name, a file that lacks parameters. */
public class EntryPointsTest {

    private final List<String> ended = new ArrayList<>();

    @Test
    public void aSuiteFileNeedsNoListeners() {
        XmlSuite suite = suite(ColdRemoteOcpE2E.class);
        suite.setFileName("mine.xml");
        suite.getParameters().put("destination", "remote");
        suite.getTests().get(0).addParameter("class_plan_config", "test_cold_remote_ocp");
        assertThat(run(suite))
                .containsExactly("createStorageMap", "createNetworkMap", "createPlan", "executeMigration", "checkVms");
    }

    /** A suite like the one that Surefire makes for -Dtest. */
    @Test
    public void aClassAloneRunsWithTheParametersOfItsSuiteFile() {
        assertThat(run(suite(SanityColdMigrationE2E.class)))
                .containsExactly("createStorageMap", "createNetworkMap", "createPlan", "executeMigration", "checkVms");
    }

    @Test
    public void aParameterThatASuiteFileLacksIsNamed() {
        XmlSuite suite = suite(ColdRemoteOcpE2E.class);
        suite.setFileName("mine.xml");
        assertThat(run(suite)).containsExactly("settingsAreValid");
    }

    @Test
    public void classesOfAPackageHaveTheParametersOfTheirSuiteFile() {
        XmlSuite suite = suite(ColdRemoteOcpE2E.class);
        suite.setFileName("mine.xml");
        suite.getTests().get(0).setXmlClasses(List.of());
        suite.getTests().get(0).setXmlPackages(List.of(new XmlPackage("mtv.suites.remote")));
        assertThat(run(suite)).containsExactly("settingsAreValid");
    }

    private static XmlSuite suite(Class<?> type) {
        XmlSuite suite = new XmlSuite();
        suite.setName("Surefire suite");
        XmlTest test = new XmlTest(suite);
        test.setName("Surefire test");
        test.setXmlClasses(List.of(new XmlClass(type)));
        return suite;
    }

    private List<String> run(XmlSuite suite) {
        ended.clear();
        TestNG run = new TestNG(false);
        run.setVerbose(0);
        run.setListenersToSkipFromBeingWiredInViaServiceLoaders(AllureTestNg.class.getName());
        run.setXmlSuites(new ArrayList<>(List.of(suite)));
        run.addListener(new Ends());
        run.run();
        return List.copyOf(ended);
    }

    private final class Ends implements ITestListener, IConfigurationListener {
        @Override
        public void onTestSuccess(ITestResult result) {
            ended.add(result.getMethod().getMethodName());
        }

        @Override
        public void onTestFailure(ITestResult result) {
            ended.add(result.getMethod().getMethodName());
        }

        @Override
        public void onConfigurationFailure(ITestResult result) {
            ended.add(result.getMethod().getMethodName() + ": "
                    + result.getThrowable().getMessage());
        }
    }
}
