package mtv.settings.input;

import mtv.settings.value.ClusterMode;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Which texts each type of setting accepts. */
public class ValueTypeTest {
    @DataProvider
    Object[][] accepted() {
        return new Object[][] {
            {ValueType.flag(), "TRUE", true},
            {ValueType.flag(), "yes", true},
            {ValueType.flag(), "On", true},
            {ValueType.flag(), "1", true},
            {ValueType.flag(), "False", false},
            {ValueType.flag(), "NO", false},
            {ValueType.flag(), "off", false},
            {ValueType.flag(), "0", false},
            {ValueType.count(1, 100), "1", 1},
            {ValueType.count(1, 100), "100", 100},
            {ValueType.seconds(1, 60), "60", Duration.ofMinutes(1)},
            {ValueType.minutes(0, 60), "0", Duration.ZERO},
            {ValueType.number(), "-7", -7L},
            {ValueType.factor(1, 10), "2.5", 2.5},
            {ValueType.label(), "openshift-mtv", "openshift-mtv"},
            {ValueType.resourceName(), "ocs.ceph-rbd", "ocs.ceph-rbd"},
            {ValueType.httpsUrl(), "https://api.one.example:6443/", "https://api.one.example:6443"},
            {ValueType.path(), "config/plans.json", Path.of("config", "plans.json")},
            {ValueType.choice(ClusterMode.class), "Sandbox", ClusterMode.SANDBOX},
            {ValueType.names(), "nic-lost, vm-missing,nic-lost", Set.of("nic-lost", "vm-missing")},
            {ValueType.names(), "", Set.of()},
            {ValueType.text().orEmpty(), "", Optional.empty()},
            {ValueType.text().orEmpty(), "x", Optional.of("x")},
        };
    }

    @Test(dataProvider = "accepted")
    public void readsWhatItExpects(ValueType<?> kind, String text, Object value) {
        assertThat(kind.parse(text)).isEqualTo(value);
    }

    @DataProvider
    Object[][] rejected() {
        return new Object[][] {
            {ValueType.flag(), "maybe"},
            {ValueType.flag(), ""},
            {ValueType.flag(), "2"},
            {ValueType.count(1, 100), "0"},
            {ValueType.count(1, 100), "101"},
            {ValueType.count(1, 100), "1.5"},
            {ValueType.seconds(1, 60), "abc"},
            {ValueType.seconds(1, 60), ""},
            {ValueType.minutes(1, 60), "-1"},
            {ValueType.number(), "x"},
            {ValueType.factor(1, 10), "0.5"},
            {ValueType.factor(1, 10), "NaN"},
            {ValueType.label(), "-x"},
            {ValueType.label(), "x-"},
            {ValueType.label(), "Upper"},
            {ValueType.label(), "a".repeat(64)},
            {ValueType.label(), ""},
            {ValueType.resourceName(), "a b"},
            {ValueType.httpsUrl(), "http://api.one.example"},
            {ValueType.httpsUrl(), "api.one.example:6443"},
            {ValueType.httpsUrl(), "https://"},
            {ValueType.path(), ""},
            {ValueType.pattern(), "("},
            {ValueType.choice(ClusterMode.class), "kind"},
            {ValueType.names(), "NIC lost"},
            {ValueType.names(), "a,,b"},
        };
    }

    @Test(dataProvider = "rejected")
    public void refusesEverythingElse(ValueType<?> kind, String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> kind.parse(text));
    }
}
