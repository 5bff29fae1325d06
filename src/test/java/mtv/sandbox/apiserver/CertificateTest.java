package mtv.sandbox.apiserver;

import mtv.sandbox.tls.Certificate;
import org.testng.annotations.Test;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The certificate of a sandbox is valid, and each bad one is refused for its own reason. */
public class CertificateTest {

    @Test
    public void itIsValidForTheLoopbackAndVerifiesItself() throws Exception {
        Certificate certificate = Certificate.loopback();
        X509Certificate x509 = parse(certificate);

        x509.checkValidity();
        x509.verify(x509.getPublicKey());
        assertThat(names(x509)).containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(certificate.thumbprint()).matches("([0-9A-F]{2}:){19}[0-9A-F]{2}");
    }

    @Test
    public void badCertificatesAreExpiredOrForAnotherHost() throws Exception {
        assertThatThrownBy(() -> parse(Certificate.expired()).checkValidity())
                .isInstanceOf(CertificateExpiredException.class);
        assertThat(names(parse(Certificate.forHost("other.example")))).containsExactly("other.example");
    }

    private static X509Certificate parse(Certificate certificate) throws CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate.pem().getBytes(StandardCharsets.US_ASCII)));
    }

    private static List<String> names(X509Certificate certificate) throws CertificateException {
        return certificate.getSubjectAlternativeNames().stream()
                .map(entry -> (String) entry.get(1))
                .toList();
    }
}
