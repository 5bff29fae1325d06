package mtv.settings.input;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What the text of a setting may look like. */
public class KindTest {
    @DataProvider
    Object[][] accepted() {
        return new Object[][] {
            {Kind.flag(), "TRUE", true},
            {Kind.flag(), "yes", true},
            {Kind.flag(), "On", true},
            {Kind.flag(), "1", true},
            {Kind.flag(), "False", false},
            {Kind.flag(), "NO", false},
            {Kind.flag(), "off", false},
            {Kind.flag(), "0", false},
            {Kind.count(1, 100), "1", 1},
            {Kind.count(1, 100), "100", 100},
            {Kind.seconds(1, 60), "60", Duration.ofMinutes(1)},
            {Kind.minutes(0, 60), "0", Duration.ZERO},
            {Kind.number(), "-7", -7L},
            {Kind.factor(1, 10), "2.5", 2.5},
            {Kind.label(), "openshift-mtv", "openshift-mtv"},
            {Kind.resourceName(), "ocs.ceph-rbd", "ocs.ceph-rbd"},
            {Kind.httpsUrl(), "https://api.one.example:6443/", "https://api.one.example:6443"},
            {Kind.path(), "config/plans.json", Path.of("config", "plans.json")},
            {Kind.choice(ClusterMode.class), "Sandbox", ClusterMode.SANDBOX},
            {Kind.names(), "nic-lost, vm-missing,nic-lost", Set.of("nic-lost", "vm-missing")},
            {Kind.names(), "", Set.of()},
            {Kind.text().orEmpty(), "", Optional.empty()},
            {Kind.text().orEmpty(), "x", Optional.of("x")},
        };
    }

    @Test(dataProvider = "accepted")
    public void readsWhatItExpects(Kind<?> kind, String text, Object value) {
        assertThat(kind.parse(text)).isEqualTo(value);
    }

    @DataProvider
    Object[][] rejected() {
        return new Object[][] {
            {Kind.flag(), "maybe"},
            {Kind.flag(), ""},
            {Kind.flag(), "2"},
            {Kind.count(1, 100), "0"},
            {Kind.count(1, 100), "101"},
            {Kind.count(1, 100), "1.5"},
            {Kind.seconds(1, 60), "abc"},
            {Kind.seconds(1, 60), ""},
            {Kind.minutes(1, 60), "-1"},
            {Kind.number(), "x"},
            {Kind.factor(1, 10), "0.5"},
            {Kind.factor(1, 10), "NaN"},
            {Kind.label(), "-x"},
            {Kind.label(), "x-"},
            {Kind.label(), "Upper"},
            {Kind.label(), "a".repeat(64)},
            {Kind.label(), ""},
            {Kind.resourceName(), "a b"},
            {Kind.httpsUrl(), "http://api.one.example"},
            {Kind.httpsUrl(), "api.one.example:6443"},
            {Kind.httpsUrl(), "https://"},
            {Kind.path(), ""},
            {Kind.pattern(), "("},
            {Kind.choice(ClusterMode.class), "kind"},
            {Kind.names(), "NIC lost"},
            {Kind.names(), "a,,b"},
        };
    }

    @Test(dataProvider = "rejected")
    public void refusesEverythingElse(Kind<?> kind, String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> kind.parse(text));
    }
}
