package mtv.suites;

import io.qameta.allure.Severity;
import io.qameta.allure.SeverityLevel;
import mtv.check.Report;
import mtv.model.NetworkMap;
import mtv.model.Plan;
import mtv.model.StorageMap;
import mtv.scenario.Scenario;
import mtv.settings.RunSettings;
import mtv.steps.MigrationSteps;
import mtv.steps.OpenTestBed;
import mtv.steps.PrecopyInterval;
import mtv.steps.migrate.ExecutedMigration;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Parameters;
import org.testng.annotations.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The life of every migration: StorageMap, NetworkMap, Plan, Migration, VMs. A failed link skips the links behind it.
 *
 * <p>Links are final: an overridden one would lose its place in the chain.
 */
public abstract class MigrationChain extends MtvSuite {

    private MigrationSteps mtv;
    private PrecopyInterval heldInterval;
    private StorageMap storageMap;
    private NetworkMap networkMap;
    private Plan plan;
    private ExecutedMigration executed;

    /** @param planConfig name of a scenario in the plans file */
    @Parameters("class_plan_config")
    @BeforeClass(alwaysRun = true, description = "prepare the VMs of the scenario")
    public void prepareScenario(String planConfig) {
        OpenTestBed bed = requireBed();
        RunSettings run = runSettings();
        Scenario scenario = bed.scenario(planConfig).atMost(run.numberOfVms());
        Gate.requireOffered(bed, scenario);
        if (scenario.warm()) {
            bed.precopyInterval().hold(run.snapshotsInterval());
            heldInterval = bed.precopyInterval();
        }
        mtv = bed.migration(scenario, run);
    }

    /** The migrated VMs go with their class, so that the next one finds room; everything else goes with the suite. */
    @AfterClass(alwaysRun = true, description = "clean up the migrated VMs")
    public void cleanUpMigratedVms() {
        try {
            if (plan != null) {
                mtv.cleanUpVms(plan);
            }
        } finally {
            if (mtv != null) {
                mtv.withdrawGrants();
            }
            if (heldInterval != null) {
                heldInterval.release();
            }
        }
    }

    @Severity(SeverityLevel.BLOCKER)
    @Test(description = "1 create the StorageMap")
    public final void createStorageMap() {
        storageMap = mtv.createStorageMap();
    }

    @Severity(SeverityLevel.BLOCKER)
    @Test(description = "2 create the NetworkMap", dependsOnMethods = "createStorageMap")
    public final void createNetworkMap() {
        networkMap = mtv.createNetworkMap();
    }

    @Severity(SeverityLevel.BLOCKER)
    @Test(description = "3 create the Plan", dependsOnMethods = "createNetworkMap")
    public final void createPlan() {
        plan = mtv.createPlan(storageMap, networkMap);
    }

    @Severity(SeverityLevel.BLOCKER)
    @Test(description = "4 execute the migration", dependsOnMethods = "createPlan")
    public final void executeMigration() {
        executed = mtv.executeMigration(plan);
    }

    @Severity(SeverityLevel.CRITICAL)
    @Test(description = "5 check the migrated VMs", dependsOnMethods = "executeMigration")
    public final void checkVms() {
        Report report = mtv.checkVms(executed);
        assertThat(report.differences())
                .overridingErrorMessage(report.describe())
                .isEmpty();
    }
}
