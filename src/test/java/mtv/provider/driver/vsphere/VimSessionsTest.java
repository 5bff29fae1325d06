package mtv.provider.driver.vsphere;

import mtv.provider.driver.PlatformBed;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.vsphere.VimJsonApi;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Sessions on the sandbox's vCenter, over HTTPS, that end or cannot be had. */
public class VimSessionsTest {

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

    @DataProvider
    public Object[][] calls() {
        return IntStream.range(1, 16).mapToObj(call -> new Object[] {call}).toArray(Object[][]::new);
    }

    /** The first calls are a look for the machines; the others are those of three tasks. */
    @Test(dataProvider = "calls")
    public void aSessionThatVCenterEndsIsRenewed(int call) throws IOException {
        AtomicInteger number = new AtomicInteger();
        bed.answer(request -> {
            if (!request.path().endsWith("/content")
                    && !request.path().endsWith("/Login")
                    && number.incrementAndGet() == call) {
                bed.protocol().endSessions();
            }
            return bed.protocol().apply(request);
        });

        bed.driver().copy(bed.trackedCopyOf(RHEL, "copy"));

        assertThat(number.get()).isGreaterThan(16);
        assertThat(bed.named("copy").changeTracking()).isTrue();
        assertThat(bed.named("copy").power()).isEqualTo(SimVm.PowerState.poweredOn);
    }

    @Test
    public void aSessionThatCannotBeHadIsNoEndlessLoop() {
        bed.answer(request -> {
            bed.protocol().endSessions();
            return bed.protocol().apply(request);
        });
        assertThatThrownBy(() -> bed.driver().find(RHEL, Optional.empty()))
                .isInstanceOf(VimFault.class)
                .hasMessageContaining(" refused to tell its VMs: NotAuthenticated: The session is not authenticated.");
    }
}
