package mtv.sandbox.apiserver;

import mtv.sandbox.http.Trust;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** Malformed requests are answered with a Status of Kubernetes, and leave no connection or thread behind. */
public class MalformedRequestTest extends ApiServerFixture {

    private static final String MAPS = "/api/v1/namespaces/manners/configmaps";
    private static final String PLANS = "/apis/forklift.konveyor.io/v1beta1/namespaces/manners/plans";
    private static final String MACHINES = "/apis/kubevirt.io/v1/namespaces/manners/virtualmachines";
    private static final String JSON = "application/json";
    private static final String YAML = "application/yaml";
    /** Bytes of a frame that fills the buffers of a connection fast. */
    private static final int FRAME = 20_000;

    public MalformedRequestTest() {
        super("manners");
    }

    @BeforeClass
    public void prepare() {
        http.send("POST", MAPS, "{\"metadata\":{\"name\":\"there\"}}");
    }

    @DataProvider
    public Object[][] odd() {
        return new Object[][] {
            {"POST", MAPS, "{\"metadata\":", JSON, 400},
            {"POST", MAPS, "{} {}", JSON, 400},
            {"POST", MAPS, "[]", JSON, 400},
            {"POST", MAPS, "null", JSON, 400},
            {"POST", MAPS, "\"text\"", JSON, 400},
            {"POST", MAPS, "{\"metadata\":\"m\"}", JSON, 400},
            {"POST", MAPS, "{\"metadata\":{\"name\":7}}", JSON, 400},
            {"POST", MAPS, "{\"metadata\":{\"name\":\"m\",\"labels\":[]}}", JSON, 400},
            {"POST", MAPS, "{\"metadata\":{\"name\":\"m\"},\"data\":[]}", JSON, 400},
            {"POST", MAPS, "[".repeat(2_000), JSON, 400},
            {"POST", MAPS, "a: [", YAML, 400},
            {"POST", MAPS, "a: \u0000", YAML, 400},
            {"POST", MAPS, "- 1", YAML, 400},
            {"POST", MAPS, "bytes", "application/vnd.kubernetes.protobuf", 400},
            {"POST", MAPS, "x".repeat(4_000_000), JSON, 413},
            {"POST", MAPS, "a=b", "application/x-www-form-urlencoded", 415},
            {"PUT", MAPS + "/there", "[]", JSON, 400},
            {"PATCH", MAPS + "/there", "[]", "application/merge-patch+json", 400},
            {"PATCH", MAPS + "/there", "{}", "application/json-patch+json", 400},
            {"PATCH", MAPS + "/there", "[{\"op\":\"jump\"}]", "application/json-patch+json", 422},
            {"PATCH", MAPS + "/there", "{}", "text/plain", 415},
            {"PATCH", PLANS + "/p", "{}", "application/strategic-merge-patch+json", 415},
            {"PATCH", MACHINES + "/v", "{}", "application/strategic-merge-patch+json", 415},
            {"DELETE", MAPS + "/there", "[1]", JSON, 400},
            {"BREW", MAPS, "", JSON, 405},
            {"GET", "/api/v1/namespaces//pods", null, JSON, 404},
            {"GET", "/apis/" + "a/".repeat(500), null, JSON, 404},
            {"GET", MAPS + "?labelSelector=a%20in%20(", null, JSON, 400},
            {"GET", MAPS + "?limit=many", null, JSON, 400},
            {"GET", MAPS + "?continue=%C3%BC", null, JSON, 400},
            {"GET", MAPS + "?watch=1&resourceVersion=old", null, JSON, 400},
            {"POST", "/apis/project.openshift.io/v1/projectrequests", "[]", JSON, 400},
            {"POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", "[]", JSON, 400},
            {"POST", "/oauth/token", "%%%", "application/x-www-form-urlencoded", 400},
        };
    }

    @Test(dataProvider = "odd")
    public void malformedRequestsAreRefusedWithAStatus(String method, String path, String body, String type, int code) {
        RawHttp.Answer answer = http.send(method, path, body, type);
        assertThat(answer.code()).as(answer.body().toString()).isEqualTo(code);
        if (!path.startsWith("/oauth")) {
            assertThat(answer.body().path("kind").asText()).isEqualTo("Status");
            assertThat(answer.body().path("code").asInt()).isEqualTo(code);
        }
        assertThat(answer.body().toString()).doesNotContain("Exception", "\tat ");
    }

    @Test
    public void clientsThatDisconnectLeaveNothingBehind() throws IOException {
        http.get(MAPS);
        Set<String> before = threads();
        for (int i = 0; i < 20; i++) {
            try (SSLSocket socket = connect()) {
                String head = "POST " + MAPS + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{\"half\":";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
        }
        assertThat(http.get(MAPS).code()).isEqualTo(200);
        assertThat(threads()).isEqualTo(before);
    }

    @DataProvider
    public Object[][] bytes() {
        return new Object[][] {
            {"POST " + MAPS, new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'}, 400},
            {"GET /api/v1/namespaces/%zz/pods", new byte[0], 400},
            {"GET /api?x=%zz", new byte[0], 400},
            {"GET //", new byte[0], 404},
            {"OPTIONS *", new byte[0], 404},
            {"GET " + MAPS + "?watch=1 HTTP/1.1\r\nUpgrade: websocket\r\nX:", new byte[0], 400},
            {"GET " + MAPS + "?watch=1 HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nX:", new byte[0], 400},
        };
    }

    @Test(dataProvider = "bytes")
    public void malformedHttpIsAnswered(String start, byte[] body, int code) throws IOException {
        try (SSLSocket socket = connect()) {
            socket.setSoTimeout(10_000);
            String token = cluster.server().tokens().issue(ApiServerBed.USER);
            String head = start + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                    + "\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 " + code).contains("\"kind\":\"Status\"");
        }
    }

    /** Frames that the client does not read would fill the memory. */
    @Test
    public void aWatchThatTheClientDoesNotReadIsClosed() throws IOException {
        http.send("POST", MAPS, "{\"metadata\":{\"name\":\"busy\"}}", JSON);
        try (SSLSocket socket = connect()) {
            socket.setSoTimeout(20_000);
            socket.setReceiveBufferSize(FRAME);
            String token = cluster.server().tokens().issue(ApiServerBed.USER);
            String head = "GET " + MAPS + "?watch=1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            int sent = 0;
            for (; sent < 350; sent++) {
                String patch = "{\"data\":{\"k\":\"" + sent + "-" + "x".repeat(FRAME) + "\"}}";
                assertThat(http.send("PATCH", MAPS + "/busy", patch, "application/merge-patch+json")
                                .code())
                        .isEqualTo(200);
            }
            assertThat(readToTheEnd(socket)).isLessThan(sent * (long) FRAME);
        }
    }

    private static long readToTheEnd(SSLSocket socket) throws SocketTimeoutException {
        long all = 0;
        byte[] part = new byte[64 * 1024];
        try {
            for (int read = 0; read >= 0; read = socket.getInputStream().read(part)) {
                all += read;
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException cut) {
            // the server may close the connection
            return all;
        }
        return all;
    }

    private SSLSocket connect() throws IOException {
        SSLSocketFactory sockets = Trust.in(cluster.server().caPem()).getSocketFactory();
        return (SSLSocket)
                sockets.createSocket("127.0.0.1", cluster.server().url().getPort());
    }

    /** Threads of the server. */
    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("vert.x") || name.startsWith("sandbox"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
