package mtv.suites.remote;

import io.qameta.allure.Feature;
import io.qameta.allure.Story;
import io.qameta.allure.TmsLink;
import mtv.suites.Groups;
import mtv.suites.MigrationChain;
import org.testng.annotations.Test;

/**
 * The same rights, and besides them the SecurityContextConstraints that MTV brings along for the pods which convert
 * guests.
 */
@Feature("Remote OpenShift")
@Story("Warm migration with MTV's own rights and its SCC")
@TmsLink("MTV-3129")
@Test(groups = {Groups.REMOTE, Groups.WARM})
public class ClusterRoleWithSccWarmRemoteE2E extends MigrationChain {}
