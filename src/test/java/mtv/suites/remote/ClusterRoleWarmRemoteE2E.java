package mtv.suites.remote;

import io.qameta.allure.Feature;
import io.qameta.allure.Story;
import io.qameta.allure.TmsLink;
import mtv.suites.Groups;
import mtv.suites.MigrationChain;
import org.testng.annotations.Test;

/**
 * MTV enters the destination with the rights that it says it needs. They allow no pod that converts a guest, so the
 * migration fails, and the chain is green when it fails for that reason.
 */
@Feature("Remote OpenShift")
@Story("Warm migration with MTV's own rights, which are not enough")
@TmsLink("MTV-3129")
@Test(groups = {Groups.REMOTE, Groups.WARM})
public class ClusterRoleWarmRemoteE2E extends MigrationChain {}
