package mtv.settings;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.Properties;

import static org.assertj.core.api.Assertions.assertThat;

/** Which system properties are masked at the end of a run, and which stay as they are. */
public class SecretPropertiesTest {

    private static final String SECRET = "s3cret-of-somebody";

    @DataProvider
    public Object[][] properties() {
        return new Object[][] {
            {"cluster_password", SECRET, "***"},
            {"remote_cluster_token", SECRET, "***"},
            {"cluster_pasword", SECRET, "***"},
            {"cluster_passwd", SECRET, "***"},
            {"https.proxyPassword", SECRET, "***"},
            {"javax.net.ssl.trustStorePassword", SECRET, "***"},
            {"argLine", "-Xmx1g -Dcluster_password=" + SECRET, "-Xmx1g -Dcluster_password=***"},
            {"cluster_host", "https://admin:s3cr@api.example.test:6443", "https://***@api.example.test:6443"},
            {"cluster_username", "kubeadmin", "kubeadmin"},
            {"storage_class", "ceph", "ceph"},
            {"java.class.path", "/home/me@work/classes:/home/me/lib.jar", "/home/me@work/classes:/home/me/lib.jar"},
        };
    }

    @Test(dataProvider = "properties")
    public void aPropertyIsMaskedWhereItIsSecret(String name, String value, String after) {
        Properties properties = new Properties();
        properties.setProperty("cluster_password", SECRET);
        properties.setProperty(name, value);
        SecretProperties.mask(properties);
        assertThat(properties).containsEntry(name, after);
    }
}
