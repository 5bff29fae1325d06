package mtv.suites.local;

import io.qameta.allure.Feature;
import io.qameta.allure.Story;
import mtv.suites.Groups;
import mtv.suites.MigrationChain;
import org.testng.annotations.Test;

/** A VM that is off moves to the cluster that MTV runs on. */
@Feature("Local OpenShift")
@Story("Cold migration, sanity")
@Test(groups = {Groups.LOCAL, Groups.COLD, Groups.TIER0})
public class SanityColdMigrationE2E extends MigrationChain {}
