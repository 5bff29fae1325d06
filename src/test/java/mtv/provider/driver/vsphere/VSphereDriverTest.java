package mtv.provider.driver.vsphere;

import mtv.Scratch;
import mtv.provider.driver.PlatformBed;
import mtv.provider.driver.ProviderException;
import mtv.provider.driver.SourceDriver;
import mtv.provider.driver.SourceDriver.Copy;
import mtv.sandbox.http.HttpAnswer;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.vsphere.VCenterAutomationApi;
import mtv.sandbox.sources.vsphere.VimJsonApi;
import mtv.scenario.Power;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the driver finds on the sandbox's vCenter, over HTTPS, and which of its APIs it takes. */
public class VSphereDriverTest {

    private static final String RHEL = "mtv-tests-rhel8";

    private PlatformBed<VimJsonApi> bed;

    @BeforeClass
    public void start() {
        bed = new PlatformBed<>(PlatformType.VSPHERE, VimJsonApi::new);
    }

    @BeforeMethod
    public void renew() {
        bed.renew();
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        bed.close();
    }

    @Test
    public void templatesAndUnknownVmsAreNotFoundAndAWrongPasswordIsTold() throws IOException {
        assertThat(bed.driver().find("rhel9-golden-template", Optional.empty())).isEmpty();
        assertThat(bed.driver().find("nowhere", Optional.empty())).isEmpty();
        assertThat(bed.driver().find(RHEL, Optional.of("vm-0"))).isEmpty();
        assertThatThrownBy(() -> bed.strangersDriver().find(RHEL, Optional.empty()))
                .isInstanceOf(ProviderException.class)
                .hasMessageMatching("vCenter localhost:\\d+ refused user administrator@vsphere.local"
                        + " \\(500 InvalidLogin\\); check username and password of source in the providers file");
    }

    @Test
    public void manyVmsAreReadInPagesAndTwoOfOneNameAreToldApart() throws IOException {
        Path inventory = Files.writeString(Scratch.file("machines", ".json"), """
                {"type": "vsphere", "random": 1200, "storages": [{"id": "datastore-1", "name": "ds"}],
                 "networks": [{"id": "network-1", "name": "net"}], "guests": {"a": {"id": "rhel9_64Guest", "name": ""}},
                 "vms": [{"name": "web", "guest": "a", "folder": "Blue"}, {"name": "web", "guest": "a"}]}
                """);
        bed.renew(Optional.of(inventory));
        SimVm last = bed.vms().get(bed.vms().size() - 1);

        assertThat(bed.driver().find(last.name(), Optional.empty())).contains(last.id());
        assertThatThrownBy(() -> bed.driver().find("web", Optional.empty()))
                .hasMessage(
                        "2 VMs on source provider source have the name web; say which by \"id\" or by \"path\" beside"
                                + " its name in the scenario");
        assertThat(bed.driver().find("web", Optional.of(bed.named("web").id())))
                .contains(bed.named("web").id());
    }

    @Test
    public void aVCenterWithoutTheApiSaysWhatItCannotDo() throws IOException {
        VCenterAutomationApi automation = new VCenterAutomationApi(bed.platform());
        bed.answer(automation);
        SourceDriver driver = bed.driver();

        assertThat(driver.cannotTrack().orElseThrow())
                .matches("vCenter localhost:\\d+ has no VI JSON API, which came with 8.0 U1, and this suite switches"
                        + " Changed Block Tracking on by no other: .*");
        driver.copy(new Copy(RHEL, bed.named(RHEL).id(), "copy", false, Optional.of(Power.ON)));
        assertThat(bed.named("copy").power()).isEqualTo(SimVm.PowerState.poweredOn);
        driver.delete("copy");
        assertThat(bed.vms()).extracting(SimVm::name).doesNotContain("copy");
        assertThat(automation.sessions()).isEqualTo(1);
        driver.close();
        assertThat(automation.sessions()).isZero();
    }

    @Test
    public void aVCenterThatIsNotInServiceIsNotTakenForAnOldOne() {
        bed.answer(request -> CompletableFuture.completedFuture(HttpAnswer.empty(503)));
        assertThatThrownBy(() -> bed.driver().find(RHEL, Optional.empty()))
                .hasMessageMatching("vCenter localhost:\\d+ is not in service: it answers 503");
    }
}
