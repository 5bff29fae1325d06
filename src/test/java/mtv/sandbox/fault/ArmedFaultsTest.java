package mtv.sandbox.fault;

import org.testng.annotations.Test;

import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Faults that are asked for fire, are remembered, and cannot be misspelt. */
public class ArmedFaultsTest {

    @Test
    public void firesOnlyWhatIsArmedAndRemembersIt() {
        ArmedFaults faults = new ArmedFaults(Set.of("nic-lost", "disk-lost"));

        assertThat(faults.fires("nic-lost", "vm-1")).isTrue();
        assertThat(faults.fires("nic-lost", "vm-1")).isTrue();
        assertThat(faults.fires("vm-missing", "vm-1")).isFalse();

        assertThat(faults.firings()).containsExactly(new ArmedFaults.Firing("nic-lost", "vm-1"));
        assertThat(faults.neverFired()).containsExactly("disk-lost");
    }

    @Test
    public void refusesAnUnknownNameAndNamesTheKnown() {
        assertThatThrownBy(() -> new ArmedFaults(Set.of("nic-lots")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nic-lots")
                .hasMessageContaining("nic-lost");
    }

    @Test
    public void everyFaultHasAMeaning() {
        assertThat(KnownFaults.names())
                .hasSize(15)
                .allSatisfy(fault -> assertThat(KnownFaults.meaning(fault))
                        .hasValueSatisfying(text -> assertThat(text).endsWith(".")));
        assertThat(KnownFaults.meaning("")).isEmpty();
    }
}
