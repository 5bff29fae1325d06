package mtv.suites;

import io.qameta.allure.Feature;
import io.qameta.allure.Severity;
import io.qameta.allure.SeverityLevel;
import io.qameta.allure.Story;
import mtv.check.Report;
import mtv.settings.NeedsSettings;
import mtv.steps.AttachedPlan;
import mtv.steps.AttachedPlans;
import org.testng.ITestContext;
import org.testng.SkipException;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** VMs that somebody else's Plans have migrated are as their sources were. Nothing is created, changed or deleted. */
@NeedsSettings(attaches = true)
@Feature("Any OpenShift")
@Story("Attached Plans")
@Test(groups = {Groups.LOCAL, Groups.REMOTE})
public class AttachedPlanE2E extends MtvSuite {

    private AttachedPlans attached;

    @BeforeClass(alwaysRun = true, description = "find the Plans")
    public void findPlans(ITestContext context) {
        attached = requireAttached(context);
    }

    /** Without Plans, which was told, there is a row all the same, so that its links are skipped. */
    @DataProvider
    public Object[][] plans() {
        return attached == null
                ? new Object[][] {{null}}
                : attached.all().stream().map(plan -> new Object[] {plan}).toArray(Object[][]::new);
    }

    @Severity(SeverityLevel.BLOCKER)
    @Test(description = "1 await the end of the migration", dataProvider = "plans")
    public void awaitMigration(AttachedPlan plan) {
        plan.awaitMigration(runSettings());
    }

    /** Of each Plan whose migration has come to its good end, whatever became of others. */
    @Severity(SeverityLevel.CRITICAL)
    @Test(
            description = "2 check the migrated VMs",
            dataProvider = "plans",
            dependsOnMethods = "awaitMigration",
            alwaysRun = true)
    public void checkVms(AttachedPlan plan) {
        if (!plan.isMigrated()) {
            throw new SkipException("the migration of " + plan + " has not come to its good end");
        }
        Report report = plan.checkVms(runSettings());
        assertThat(report.differences())
                .overridingErrorMessage(report.describe())
                .isEmpty();
    }
}
