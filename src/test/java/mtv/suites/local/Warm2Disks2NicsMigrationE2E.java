package mtv.suites.local;

import io.qameta.allure.Feature;
import io.qameta.allure.Story;
import io.qameta.allure.TmsLink;
import mtv.suites.Groups;
import mtv.suites.MigrationChain;
import org.testng.annotations.Test;

/** A running VM keeps both disks and both NICs, each in its place. */
@Feature("Local OpenShift")
@Story("Warm migration of two disks and two NICs")
@TmsLink("MTV-200")
@Test(groups = {Groups.LOCAL, Groups.WARM})
public class Warm2Disks2NicsMigrationE2E extends MigrationChain {}
