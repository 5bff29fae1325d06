package mtv.cluster;

import mtv.Scratch;
import mtv.cluster.FakeApi.Answer;
import mtv.settings.CaFile;
import mtv.settings.ClusterCredentials;
import mtv.settings.Login;
import mtv.settings.value.Secret;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Failures of a login, whatever the client library throws, are reported with the key and the cause. */
public class LoginFailuresTest {

    private static final String BLOCK = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----";

    private FakeApi api;

    @BeforeMethod
    public void start() throws IOException {
        api = new FakeApi();
    }

    @AfterMethod(alwaysRun = true)
    public void stop() {
        api.close();
    }

    private static ClusterCredentials access(
            ClusterCredentials.Role role, String host, boolean token, Optional<CaFile> caFile) {
        return new ClusterCredentials(
                role,
                Optional.of(host),
                Optional.of(
                        token
                                ? new Login.Token(new Secret("sha256~t"))
                                : new Login.Password("kubeadmin", new Secret("p"))),
                false,
                caFile);
    }

    private static void assertRefused(ClusterCredentials access, String... words) {
        assertThatThrownBy(() -> Cluster.connect(access, "openshift-mtv"))
                .isInstanceOf(ClusterException.class)
                .hasMessageStartingWith(
                        "Failed to get client for cluster " + access.host().orElseThrow() + ": ")
                .hasMessageContainingAll(words)
                .hasMessageNotContainingAny("An error has occurred", "null", "Exception", "Cannot construct");
    }

    /** Who asks to wait is the right one; who cannot answer may be any. */
    @Test
    public void aLoginWaitsAsLongAsItIsAskedTo() {
        api.saysFirst(FakeApi.USER, 429, 6);
        try (Cluster cluster = api.connect()) {
            assertThat(cluster.apiUrl().toString()).startsWith(api.url());
        }
        api.saysFirst(FakeApi.USER, 503, 6);
        assertRefused(api.access(), "it answered 503");
    }

    @DataProvider
    public Object[][] answers() {
        return new Object[][] {
            {
                Answer.page(200, "Red Hat OpenShift"),
                "answers 200 with a web page (\"Red Hat OpenShift\"), not with an API"
            },
            {Answer.page(503, "Application is not available"), "answers 503 with a web page (\"Application is not"},
            {Answer.page(403, "Blocked by policy"), "answers 403 with a web page (\"Blocked by policy\")"},
            {Answer.page(407, "Proxy authentication"), "answers 407 with a web page (\"Proxy authentication\")"},
            {Answer.page(302, "Moved"), "answers 302 with a web page (\"Moved\")"},
        };
    }

    @Test(dataProvider = "answers")
    public void aWebPageIsNoApi(Answer answer, String words) {
        api.saysEverywhere(answer);
        for (boolean token : new boolean[] {true, false}) {
            assertRefused(
                    access(ClusterCredentials.Role.HUB, api.url(), token, Optional.empty()),
                    api.url() + "/",
                    words,
                    "is it the console's address",
                    "cluster_host");
        }
    }

    @DataProvider
    public Object[][] oddAnswers() {
        return new Object[][] {
            {new Answer(200, "application/json", ""), "nothing where JSON was expected"},
            {new Answer(200, "application/json", "{\"kind\": \"User\", \"metadata\": {"), "ends in the middle"},
            {new Answer(200, "text/plain", "upstream connect error: reset"), "text where JSON was expected: \"upstream"
            },
            {new Answer(503, "text/plain", ""), "it answered 503, without a word"},
            {
                new Answer(500, "application/json", "{\"kind\": \"Status\", \"message\": \"etcd is gone\"}"),
                "etcd is gone"
            },
        };
    }

    @Test(dataProvider = "oddAnswers")
    public void anyOtherAnswerIsReportedWithItsAddress(Answer answer, String words) {
        api.saysEverywhere(answer);
        assertRefused(
                access(ClusterCredentials.Role.HUB, api.url(), true, Optional.empty()),
                "GET " + api.url() + "/apis/user.openshift.io/v1/users/~: ",
                words);
    }

    @Test
    public void anOAuthThatTakesNoPasswordIsReportedWithTheWayOut() {
        api.says("/.well-known/oauth-authorization-server", Answer.json("""
                {"authorization_endpoint": "%s/oauth/authorize"}""".formatted(api.url())));
        api.says("/oauth/authorize", new Answer(401, "text/plain", "You must obtain an API token elsewhere"));
        assertRefused(
                access(ClusterCredentials.Role.HUB, api.url(), false, Optional.empty()),
                "OAuth gives user \"kubeadmin\" no token for a password alone",
                "give cluster_token, or log in with oc and give kubeconfig");
        assertRefused(
                access(ClusterCredentials.Role.REMOTE, api.url(), false, Optional.empty()),
                "give remote_cluster_token");
    }

    @Test
    public void aClientCertificateHasNoToken() throws Exception {
        byte[] key = KeyPairGenerator.getInstance("RSA")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        String pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n";
        ClusterCredentials access = new ClusterCredentials(
                ClusterCredentials.Role.HUB,
                Optional.of(api.url()),
                Optional.of(new Login.Certificate(Files.readString(Scratch.caFile()), new Secret(pem))),
                true,
                Optional.empty());
        try (Cluster cluster = Cluster.connect(access, "openshift-mtv")) {
            assertThatThrownBy(cluster::token)
                    .isInstanceOf(ClusterException.class)
                    .hasMessageStartingWith("API key not found in configuration: ")
                    .hasMessageContainingAll("client certificate", "oc create token", "cluster_token");
        }
    }

    /** Settings refuse such a file; the library's own message would be "An error has occurred." */
    @Test
    public void aFileWithoutCertificatesIsReported() {
        CaFile file = new CaFile(Path.of("ca.pem"), BLOCK + BLOCK, List.of());
        for (ClusterCredentials.Role role : ClusterCredentials.Role.values()) {
            assertRefused(
                    access(role, "https://127.0.0.1:1", true, Optional.of(file)), role.key("ca_file") + " = ca.pem");
        }
    }

    @DataProvider
    public Object[][] hosts() {
        return new Object[][] {
            {"https://api example.test:6443"}, {"https://"}, {"ftp://api.example.test"}, {"https://127.0.0.1:99999"},
        };
    }

    @Test(dataProvider = "hosts")
    public void aMalformedAddressIsReportedWithItsKey(String host) {
        assertRefused(access(ClusterCredentials.Role.HUB, host, true, Optional.empty()), "cluster_host");
    }

    @Test
    public void aRefusedConnectionIsReportedWithTheKey() {
        assertRefused(
                access(ClusterCredentials.Role.HUB, "https://127.0.0.1:1", true, Optional.empty()),
                "refused",
                "cluster_host");
    }

    /** It takes the handshake for a request, and says at once that it is none, as servers of HTTP do. */
    @Test
    public void aServerWithoutTlsIsReportedWithTheKey() throws IOException {
        try (ServerSocket server = answering("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")) {
            assertRefused(
                    access(
                            ClusterCredentials.Role.HUB,
                            "https://127.0.0.1:" + server.getLocalPort(),
                            true,
                            Optional.empty()),
                    "TLS: ",
                    "cluster_ca_file");
        }
    }

    @Test
    public void aConnectionThatClosesAtOnceIsReported() throws IOException {
        try (ServerSocket server = answering("")) {
            assertRefused(
                    access(
                            ClusterCredentials.Role.HUB,
                            "http://127.0.0.1:" + server.getLocalPort(),
                            true,
                            Optional.empty()),
                    "losed");
        }
    }

    /** A server that says the same on each connection, whatever it is asked, and closes it. */
    private static ServerSocket answering(String words) throws IOException {
        ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread answering = new Thread(() -> answerAll(server, words));
        answering.setDaemon(true);
        answering.start();
        return server;
    }

    private static void answerAll(ServerSocket server, String words) {
        try {
            while (true) {
                answer(server.accept(), words);
            }
        } catch (IOException e) {
            // the test has ended
        }
    }

    private static void answer(Socket connection, String words) {
        try (connection) {
            if (!words.isEmpty()) {
                connection.getInputStream().read(new byte[1 << 14]);
                connection.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
                connection.shutdownOutput();
                connection.getInputStream().readAllBytes();
            }
        } catch (IOException e) {
            // the client has gone, and has not waited for all of it
        }
    }
}
