package mtv.provider.driver;

import mtv.sandbox.faults.Faults;
import mtv.sandbox.http.HttpAnswer;
import mtv.sandbox.http.Request;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SimPlatform;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.openstack.OpenStackCloud;
import mtv.sandbox.sources.ovirt.OvirtEngine;
import mtv.sandbox.sources.vsphere.VimJsonApi;
import mtv.scenario.Power;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** On a platform whose work takes no time, what a call begins could end before the call is answered. */
public class PromptPlatformTest {

    /** Simulated seconds in a real one. */
    private static final double HASTE = 1e9;

    @DataProvider
    public Object[][] platforms() {
        return new Object[][] {
            row(PlatformType.VSPHERE, VimJsonApi::new),
            row(PlatformType.OVIRT, OvirtEngine::new),
            row(PlatformType.OPENSTACK, OpenStackCloud::new),
        };
    }

    private static <A extends Function<Request, CompletionStage<HttpAnswer>>> Object[] row(
            PlatformType type, BiFunction<SimPlatform, Faults, A> protocol) {
        return new Object[] {type, protocol};
    }

    @Test(dataProvider = "platforms")
    public <A extends Function<Request, CompletionStage<HttpAnswer>>> void everyCopyBecomesComplete(
            PlatformType type, BiFunction<SimPlatform, Faults, A> protocol) throws IOException {
        try (PlatformBed<A> bed = new PlatformBed<>(type, protocol, HASTE)) {
            String original = bed.vms().stream()
                    .filter(vm -> vm.power() == SimVm.PowerState.poweredOff)
                    .findFirst()
                    .orElseThrow()
                    .name();
            SourceDriver driver = bed.driver(Duration.ofSeconds(20));
            for (String copy :
                    IntStream.range(0, 20).mapToObj("copy-%d"::formatted).toList()) {
                driver.copy(bed.copyOf(original, copy, Power.OFF));
                assertThat(bed.named(copy).power()).isEqualTo(SimVm.PowerState.poweredOff);
            }
        }
    }
}
