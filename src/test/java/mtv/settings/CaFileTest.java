package mtv.settings;

import mtv.Scratch;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A file of certificates with other content is reported before anything is created. */
public class CaFileTest {

    private static final String KEY = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";

    private Path folder;
    private byte[] der;
    private String pem;

    @BeforeClass
    public void makeCertificate() throws Exception {
        folder = Scratch.folder("ca");
        der = certificate(Instant.now().plusSeconds(3600));
        pem = pem(der);
    }

    private static byte[] certificate(Instant end) throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
        X500Name name = new X500Name("CN=test");
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name, BigInteger.ONE, Date.from(Instant.EPOCH), Date.from(end), name, keys.getPublic());
        return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                .getEncoded();
    }

    private static String pem(byte[] der) {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END CERTIFICATE-----\n";
    }

    @DataProvider
    public Object[][] read() {
        return new Object[][] {
            {pem, 1},
            {pem + pem, 2},
            {pem.strip() + pem, 2},
            {"subject=CN=test\n" + pem + "issuer\n", 1},
            {pem.replace("\n", "\r\n"), 1},
            {pem.replace("\n", "\\n"), 1},
            {"\uFEFF" + pem, 1},
            {pem.replace("CERTIFICATE", "X509 CERTIFICATE"), 1},
            {KEY + pem, 1},
        };
    }

    @Test(dataProvider = "read")
    public void certificatesInSeveralSpellingsAreRead(String text, int certificates) throws Exception {
        CaFile read = CaFile.read(file(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(read.pem()).isEqualTo(pem.repeat(certificates));
    }

    @Test
    public void utf16IsReadToo() throws Exception {
        assertThat(CaFile.read(file(("\uFEFF" + pem).getBytes(StandardCharsets.UTF_16LE)))
                        .pem())
                .isEqualTo(pem);
    }

    @Test
    public void probableMistakesAreWarnings() throws Exception {
        Path old = file(pem(certificate(Instant.parse("2020-01-01T00:00:00Z"))).getBytes(StandardCharsets.UTF_8));
        assertThat(CaFile.read(old).warnings())
                .containsExactly(old + ": the certificate of CN=test has expired on 2020-01-01T00:00:00Z");
        Path key = file((KEY + pem).getBytes(StandardCharsets.UTF_8));
        assertThat(CaFile.read(key).warnings())
                .containsExactly(key + " holds [PRIVATE KEY] too; only its certificates are used");
    }

    @DataProvider
    public Object[][] refused() {
        return new Object[][] {
            {new byte[0], "is empty"},
            {der, "is a certificate in binary form (DER); convert it with openssl x509 -inform der"},
            {KEY.getBytes(StandardCharsets.UTF_8), "holds no certificate, but [PRIVATE KEY]"},
            {"<html>".getBytes(StandardCharsets.UTF_8), "holds no certificate, but a web page"},
            {"apiVersion: v1".getBytes(StandardCharsets.UTF_8), "holds no certificate, but JSON or YAML"},
            {
                Base64.getEncoder().encode(pem.getBytes(StandardCharsets.UTF_8)),
                "holds no certificate, but PEM in base64, as a kubeconfig has it; decode it with base64 -d"
            },
            {
                (pem + pem.substring(0, 60)).getBytes(StandardCharsets.UTF_8),
                "has a block that is not whole (2 begin, 1 end), in line 9 or before"
            },
            {pem(new byte[] {1, 2, 3}).getBytes(StandardCharsets.UTF_8), "has a block in line 1 that is no certificate"
            },
            {pem.getBytes(StandardCharsets.UTF_16LE), "is UTF-16 without a byte-order mark; save it as UTF-8"},
            {"\u00e9".getBytes(StandardCharsets.ISO_8859_1), "is not UTF-8: byte 0xE9 in line 1 (ISO-8859-1 or"},
            {new byte[] {1, 0, 2, 3, 0, 0, 4, 5}, "is binary, not a text"},
        };
    }

    @Test(dataProvider = "refused")
    public void otherContentIsReported(byte[] content, String what) throws Exception {
        file(content);
        assertThat(problems("ca.pem"))
                .singleElement()
                .asString()
                .startsWith("-Dcluster_ca_file: cluster_ca_file: ca.pem " + what)
                .endsWith("; " + CaFile.EXPECTED);
    }

    @Test
    public void whatIsNotAFileIsReported() throws Exception {
        assertThat(problems("/dev"))
                .containsExactly("-Dcluster_ca_file: cluster_ca_file: /dev is a directory; " + CaFile.EXPECTED);
        Path fifo = folder.resolve("fifo");
        new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor();
        assertThat(problems(fifo.toString()))
                .singleElement()
                .asString()
                .contains("fifo is a FIFO, a socket or a device, which is not read");
        assertThat(problems("a\0b")).singleElement().asString().contains("U+0000");
    }

    @Test
    public void theFilesOfAllSettingsAreReportedTogether() {
        SettingsFixture given = new SettingsFixture()
                .cluster()
                .systemProperty("insecure_verify_skip", "false")
                .systemProperty("cluster_ca_file", "config")
                .systemProperty("remote_cluster_host", "https://api.two.example:6443")
                .environment("REMOTE_CLUSTER_TOKEN", "hidden")
                .systemProperty("remote_insecure_skip_verify", "false")
                .systemProperty("remote_cluster_ca_file", "config")
                .systemProperty("source_provider_insecure_skip_verify", "false")
                .providers(
                        "{\"vc\": {\"type\": \"vsphere\", \"api_url\": \"https://vc.example/sdk\", \"username\": \"a\","
                                + " \"password\": \"b\", \"ca_file\": \"config\"}}");
        assertThat(given.problems())
                .containsExactly(
                        "-Dcluster_ca_file: cluster_ca_file: config is a directory; " + CaFile.EXPECTED,
                        "-Dremote_cluster_ca_file: remote_cluster_ca_file: config is a directory; " + CaFile.EXPECTED,
                        ".providers.json: source provider \"vc\": ca_file config is a directory; " + CaFile.EXPECTED);
    }

    private List<String> problems(String file) {
        return new SettingsFixture()
                        .systemProperty("insecure_verify_skip", "false")
                        .systemProperty(
                                "cluster_ca_file",
                                file.equals("ca.pem") ? folder.resolve(file).toString() : file)
                        .problems()
                        .stream()
                        .map(problem -> problem.replace(folder + "/", ""))
                        .toList();
    }

    private Path file(byte[] content) throws Exception {
        return Files.write(folder.resolve("ca.pem"), content);
    }
}
