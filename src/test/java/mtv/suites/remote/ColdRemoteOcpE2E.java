package mtv.suites.remote;

import io.qameta.allure.Feature;
import io.qameta.allure.Story;
import io.qameta.allure.TmsLink;
import mtv.suites.Groups;
import mtv.suites.MigrationChain;
import org.testng.annotations.Test;

/** VMs are copied while they are off to a remote OpenShift, Linux and Windows alike. */
@Feature("Remote OpenShift")
@Story("Cold migration")
@TmsLink("MTV-79")
@Test(groups = {Groups.REMOTE, Groups.COLD})
public class ColdRemoteOcpE2E extends MigrationChain {}
