package mtv.observe;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

public class KnownReleasesTest {

    @DataProvider
    public Object[][] releases() {
        return new Object[][] {
            {"2.7.0", true},
            {"2.12.5", true},
            {"v2.13.0-rc1", true},
            {"2.13", true},
            {"2.6.9", false},
            {"2.14.0", false},
            {"2.130.1", false},
            {"99.0.0", false},
            {"main", false},
        };
    }

    @Test(dataProvider = "releases")
    public void anUnknownReleaseIsSaidInOneLine(String release, boolean known) {
        Optional<String> remark = KnownReleases.load().remark(Optional.of(release));
        assertThat(remark.isEmpty()).isEqualTo(known);
        assertThat(remark.orElse("MTV " + release + " is an unknown release, the suite knows 2.7 to 2.13"))
                .startsWith("MTV " + release + " is an unknown release, the suite knows 2.7 to 2.13")
                .doesNotContain("\n");
    }

    @Test
    public void aReleaseThatIsNotToldIsSaid() {
        assertThat(KnownReleases.load().remark(Optional.empty()))
                .contains("The release of MTV cannot be read; the suite knows 2.7 to 2.13");
    }
}
