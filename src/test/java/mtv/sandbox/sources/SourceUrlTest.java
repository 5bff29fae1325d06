package mtv.sandbox.sources;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.net.MalformedURLException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Urls of Providers are parsed as by Go's parser. */
public class SourceUrlTest {

    @DataProvider
    public Object[][] good() {
        return new Object[][] {
            {"https://vc.example.test/sdk", "https", "vc.example.test", "/sdk"},
            {"HTTPS://VC.example.test:443/SDK", "https", "vc.example.test:443", "/SDK"},
            {"https://user:pass@vc/sdk?x=y#z", "https", "vc", "/sdk"},
            {"https://[::1]:8443/sdk", "https", "[::1]:8443", "/sdk"},
            {"just words", "", "", "just words"},
            {"vc.example.test", "", "", "vc.example.test"},
            {"vc.example.test/sdk", "", "", "vc.example.test/sdk"},
            {"//vc/sdk", "", "vc", "/sdk"},
            {"host:6443", "host", "", ""},
            {"https:/vc/sdk", "https", "", "/vc/sdk"},
            {"https://", "https", "", ""},
            {"https://vc:/sdk", "https", "vc:", "/sdk"},
            {"", "", "", ""},
            {"https://vc/a b", "https", "vc", "/a b"},
        };
    }

    @Test(dataProvider = "good")
    public void urlsThatGoAcceptsAreAccepted(String url, String scheme, String host, String path)
            throws MalformedURLException {
        assertThat(SourceUrl.parse(url)).isEqualTo(new SourceUrl(scheme, host, path));
    }

    @DataProvider
    public Object[][] bad() {
        return new Object[][] {
            {"https://[::1/sdk"},
            {"https://vc:port/sdk"},
            {"https://vc:44a/sdk"},
            {"https://v c/sdk"},
            {"https://vc/%zz"},
            {"https://vc/sdk#%zz"},
            {"https://a%20b/sdk"},
            {"https://us er@vc/sdk"},
            {":foo"},
            {"1host:443"},
            {"192.0.2.1:443/sdk"},
            {"https://vc/sdk\n"},
            {"\u007fhttps://vc"},
        };
    }

    @Test(dataProvider = "bad")
    public void urlsThatGoRefusesAreRefused(String url) {
        assertThatThrownBy(() -> SourceUrl.parse(url)).isInstanceOf(MalformedURLException.class);
    }

    @Test
    public void oneServerHasManyUrls() throws MalformedURLException {
        SourceUrl own = SourceUrl.parse("https://127.0.0.1:8443/sdk");
        assertThat(SourceUrl.parse("HTTPS://LocalHost:8443/other").hasServerOf(own))
                .isTrue();
        assertThat(SourceUrl.parse("http://127.0.0.1:8443/sdk").hasServerOf(own))
                .isFalse();
        assertThat(SourceUrl.parse("http://[::1]:8443/sdk").reaches(own)).isTrue();
        assertThat(SourceUrl.parse("https://vc").hasServerOf(SourceUrl.parse("https://vc:443/sdk")))
                .isTrue();
        assertThat(SourceUrl.parse("just words").tlsAuthority()).isEqualTo("just words:443");
    }

    @Test
    public void platformsDifferInThePathsThatTheyAnswer() {
        String own = "https://vc:1/sdk";
        assertThat(PlatformType.VSPHERE.answers("https://vc:1/sdk/", own)).isFalse();
        assertThat(PlatformType.VSPHERE.answers("https://vc:1", own)).isFalse();
        assertThat(PlatformType.OVIRT.answers("https://e/ovirt-engine/api/", "https://e/ovirt-engine/api"))
                .isTrue();
        assertThat(PlatformType.OPENSTACK.answers("https://s", "https://s/v3")).isTrue();
        assertThat(PlatformType.OPENSTACK.answers("https://s/v2", "https://s/v3"))
                .isFalse();
        assertThat(PlatformType.OVA.answers("nfs:/ova/", "nfs:/ova")).isTrue();
        assertThat(PlatformType.HYPERV.answers("https://Host.example:5986", "host.example"))
                .isTrue();
        assertThat(PlatformType.HYPERV.answers("other.example", "host.example")).isFalse();
    }
}
