package mtv.suites.local;

import io.qameta.allure.Feature;
import io.qameta.allure.Story;
import mtv.suites.Groups;
import mtv.suites.MigrationChain;
import org.testng.annotations.Test;

/** A running VM moves to the cluster that MTV runs on, with copies ahead of time. */
@Feature("Local OpenShift")
@Story("Warm migration, sanity")
@Test(groups = {Groups.LOCAL, Groups.WARM, Groups.TIER0})
public class SanityWarmMigrationE2E extends MigrationChain {}
