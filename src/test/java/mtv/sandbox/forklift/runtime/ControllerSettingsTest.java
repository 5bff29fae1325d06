package mtv.sandbox.forklift.runtime;

import org.testng.annotations.Test;

import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Settings of the ForkliftController, and their defaults. */
public class ControllerSettingsTest {

    @Test
    public void aNumberGivenAsTextIsIgnored() {
        ControllerSettings settings =
                ControllerSettings.of(Map.of("controller_precopy_interval", "2", "controller_max_vm_inflight", 5));

        assertThat(settings.precopyInterval()).isEqualTo(Duration.ofMinutes(60));
        assertThat(ControllerSettings.of(Map.of("controller_precopy_interval", 2))
                        .precopyInterval())
                .isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.maxVmInflight()).isEqualTo(5);
    }

    @Test
    public void featuresAreOnUnlessSwitchedOff() {
        assertThat(ControllerSettings.DEFAULTS.waitForGuestReboots()).isTrue();
        assertThat(ControllerSettings.of(Map.of("feature_windows_wait_for_reboot", "false"))
                        .waitForGuestReboots())
                .isFalse();
    }
}
