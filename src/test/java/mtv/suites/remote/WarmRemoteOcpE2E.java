package mtv.suites.remote;

import io.qameta.allure.Feature;
import io.qameta.allure.Story;
import io.qameta.allure.TmsLink;
import mtv.suites.Groups;
import mtv.suites.MigrationChain;
import org.testng.annotations.Test;

/** Running VMs are copied ahead of time to a remote OpenShift and cut over without losing their identity. */
@Feature("Remote OpenShift")
@Story("Warm migration")
@TmsLink("MTV-394")
@Test(groups = {Groups.REMOTE, Groups.WARM})
public class WarmRemoteOcpE2E extends MigrationChain {}
