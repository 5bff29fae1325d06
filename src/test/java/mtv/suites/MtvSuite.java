package mtv.suites;

import mtv.report.EvidenceSource;
import mtv.settings.NeedsSettings;
import mtv.settings.Settings;
import mtv.steps.TestBed;
import org.testng.IHookCallBack;
import org.testng.IHookable;
import org.testng.ISuite;
import org.testng.ITestContext;
import org.testng.ITestResult;
import org.testng.Reporter;
import org.testng.annotations.AfterSuite;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.BeforeSuite;
import org.testng.annotations.Optional;
import org.testng.annotations.Parameters;

/** Opens one test bed for the suite, lends it to each class, and ends the suite on what was left behind. */
@NeedsSettings
public abstract class MtvSuite extends RunParameters implements IHookable {

    private TestBed bed;

    /** @param destination {@code local} or {@code remote}: the one thing in which the suites differ */
    @Parameters("destination")
    @BeforeSuite(alwaysRun = true)
    public void openTestBed(@Optional String destination) {
        ISuite suite = currentSuite();
        if (!(suite.getAttribute(Settings.ATTRIBUTE) instanceof Settings settings)) {
            throw new IllegalStateException("This suite has no settings: name mtv.report.SettingsIntoSuite in its"
                    + " <listeners>, or let TestNG load the listeners that META-INF/services names");
        }
        TestBed prepared = TestBed.prepare(settings, destination);
        suite.setAttribute(TestBed.ATTRIBUTE, prepared);
        suite.setAttribute(EvidenceSource.ATTRIBUTE, prepared.evidence());
        prepared.open();
        suite.setAttribute(Settings.ATTRIBUTE, prepared.settings());
    }

    @BeforeClass(alwaysRun = true)
    public void enterTestBed(ITestContext context) {
        bed = bedOf(context.getSuite());
    }

    /** Of a run that was stopped nothing more is begun. */
    @BeforeMethod(alwaysRun = true)
    public void requireRunGoesOn() {
        Gate.requireGoingOn(bed);
    }

    /** No link that was under way when the run was stopped passes. */
    @Override
    public void run(IHookCallBack link, ITestResult result) {
        link.runTestMethod(result);
        bed.requireWhole(result.getThrowable());
    }

    /** Everything is removed first; then a run in which nothing ran is told from a good one. */
    @AfterSuite(alwaysRun = true)
    public void closeTestBed() {
        ISuite suite = currentSuite();
        TestBed opened = bedOf(suite);
        if (opened != null) {
            opened.close();
            SuiteVerdict.of(suite).requireThatSomethingRan(opened.given().allowAllSkipped());
        }
    }

    protected final TestBed bed() {
        return bed;
    }

    private static TestBed bedOf(ISuite suite) {
        return (TestBed) suite.getAttribute(TestBed.ATTRIBUTE);
    }

    // TestNG injects nothing into suite-level configuration methods; the running result knows the suite.
    private static ISuite currentSuite() {
        return Reporter.getCurrentTestResult().getTestContext().getSuite();
    }
}
