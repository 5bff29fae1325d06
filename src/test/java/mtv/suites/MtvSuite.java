package mtv.suites;

import mtv.report.EvidenceSource;
import mtv.scenario.PlannedRun;
import mtv.settings.NeedsSettings;
import mtv.settings.Settings;
import mtv.steps.AttachedPlans;
import mtv.steps.OpenTestBed;
import mtv.steps.TestBed;
import org.testng.IHookCallBack;
import org.testng.IHookable;
import org.testng.ISuite;
import org.testng.ITestContext;
import org.testng.ITestResult;
import org.testng.Reporter;
import org.testng.SkipException;
import org.testng.annotations.AfterSuite;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.BeforeSuite;

import java.util.Optional;

/** Opens one test bed for the suite, lends it to each class, and fails the suite if anything is left behind. */
@NeedsSettings
public abstract class MtvSuite extends RunParameters implements IHookable {

    private Optional<TestBed> bed = Optional.empty();
    private Optional<OpenTestBed> open = Optional.empty();

    /** Nothing is created as long as the look at clusters and source finds an error. */
    @BeforeSuite(alwaysRun = true, description = "look at clusters and source, and open the test bed")
    public void openTestBed() {
        ISuite suite = currentSuite();
        if (!(suite.getAttribute(PlannedRun.ATTRIBUTE) instanceof PlannedRun planned)) {
            throw new IllegalStateException("This suite has no settings: name mtv.report.SettingsIntoSuite in its"
                    + " <listeners>, or let TestNG load the listeners that META-INF/services names");
        }
        TestBed prepared = TestBed.prepare(planned);
        suite.setAttribute(TestBed.ATTRIBUTE, prepared);
        suite.setAttribute(EvidenceSource.ATTRIBUTE, prepared);
        if (prepared.hasDestination() && prepared.settings().attach().isPresent()) {
            suite.setAttribute(AttachedPlans.ATTRIBUTE, prepared.attach());
        } else if (prepared.hasDestination()) {
            suite.setAttribute(OpenTestBed.ATTRIBUTE, prepared.open());
        }
        suite.setAttribute(Settings.ATTRIBUTE, prepared.settings());
    }

    @BeforeClass(alwaysRun = true, description = "enter the test bed")
    public void enterTestBed(ITestContext context) {
        bed = bedOf(context.getSuite());
        open = Optional.ofNullable((OpenTestBed) context.getSuite().getAttribute(OpenTestBed.ATTRIBUTE));
    }

    /** Of a run that was stopped nothing more is begun. */
    @BeforeMethod(alwaysRun = true, description = "see that the run was not stopped")
    public void requireRunGoesOn() {
        bed.ifPresent(Gate::requireGoingOn);
    }

    /** No link that was under way when the run was stopped passes. */
    @Override
    public void run(IHookCallBack link, ITestResult result) {
        link.runTestMethod(result);
        bed.ifPresent(run -> run.requireWhole(result.getThrowable()));
    }

    /** Everything is removed first; then a run in which nothing ran is told from a good one. */
    @AfterSuite(alwaysRun = true, description = "remove what the run created")
    public void closeTestBed() {
        ISuite suite = currentSuite();
        bedOf(suite).ifPresent(opened -> {
            SuiteVerdict verdict = SuiteVerdict.of(suite);
            if (verdict.failed()) {
                opened.recordFailure();
            }
            opened.close();
            verdict.requireThatSomethingRan(opened.settings().allowAllSkipped());
        });
    }

    /** @throws SkipException with the reason when there is none to look at */
    protected final AttachedPlans requireAttached(ITestContext context) {
        return Gate.requireAttached(
                bed, Optional.ofNullable((AttachedPlans) context.getSuite().getAttribute(AttachedPlans.ATTRIBUTE)));
    }

    /** @throws SkipException with the reason when nothing can be run on it */
    protected final OpenTestBed requireBed() {
        return Gate.requireOpen(bed, open);
    }

    private static Optional<TestBed> bedOf(ISuite suite) {
        return Optional.ofNullable((TestBed) suite.getAttribute(TestBed.ATTRIBUTE));
    }

    // TestNG injects nothing into suite-level configuration methods; the running result knows the suite.
    private static ISuite currentSuite() {
        return Reporter.getCurrentTestResult().getTestContext().getSuite();
    }
}
