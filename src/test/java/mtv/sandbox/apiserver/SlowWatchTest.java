package mtv.sandbox.apiserver;

import mtv.sandbox.clock.SandboxTime;
import mtv.sandbox.faults.Faults;
import mtv.sandbox.http.Trust;
import mtv.sandbox.tls.Certificate;
import org.awaitility.Awaitility;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

import javax.net.ssl.SSLSocket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * While a client has not read what its watch was sent, the time of the cluster stands still, so that it can keep up.
 */
public class SlowWatchTest {

    private static final String MAPS = "/api/v1/namespaces/slow/configmaps";
    private static final int FRAME = 64 * 1024;
    private static final int MOST = 90;
    /** Bytes that the client's side of the connection takes in without being read. */
    private static final int SMALL = 20_000;

    /** How often somebody keeps the time standing just now. */
    private final AtomicInteger standing = new AtomicInteger();

    private ApiServer server;

    @BeforeClass
    public void start() {
        server = ApiServer.start(ApiServerConfig.of(
                        Clock.systemUTC(), Certificate.loopback(), Map.of(ApiServerBed.USER, ApiServerBed.PASSWORD))
                .withFaults(Faults.none())
                .withInTime(work -> {
                    standing.incrementAndGet();
                    return () -> {
                        work.run();
                        standing.decrementAndGet();
                    };
                }));
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        server.close();
    }

    @Test
    public void timeStandsStillUntilTheClientHasRead() throws Exception {
        RawHttp http = new RawHttp(server.url(), server.caPem(), server.tokens().issue(ApiServerBed.USER));
        http.send("POST", "/api/v1/namespaces", "{\"metadata\":{\"name\":\"slow\"}}");
        assertThat(http.send("POST", MAPS, "{\"metadata\":{\"name\":\"busy\"}}").code())
                .isEqualTo(201);
        try (SSLSocket socket = watch()) {
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            int sent = 0;
            while (standing.get() == 0 && sent++ < MOST) {
                String data = "{\"data\":{\"k\":\"" + sent + "-" + "x".repeat(FRAME) + "\"}}";
                assertThat(http.send("PATCH", MAPS + "/busy", data, "application/merge-patch+json")
                                .code())
                        .isEqualTo(200);
            }
            assertThat(sent).as("frames until the time stands still").isLessThan(MOST);

            CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> readOn(socket));
            Awaitility.await("time goes on").atMost(SandboxTime.HANG).until(() -> standing.get() == 0);
            assertThat(reading).as("the watch, which goes on, too").isNotDone();
        }
    }

    private SSLSocket watch() throws IOException {
        SSLSocket socket = (SSLSocket) Trust.in(server.caPem())
                .getSocketFactory()
                .createSocket("127.0.0.1", server.url().getPort());
        socket.setReceiveBufferSize(SMALL);
        String head = "GET " + MAPS + "?watch=1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + server.tokens().issue(ApiServerBed.USER) + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void readOn(SSLSocket socket) {
        byte[] part = new byte[FRAME];
        try {
            int read = 0;
            while (read >= 0) {
                read = socket.getInputStream().read(part);
            }
        } catch (IOException e) {
            assertThat(socket.isClosed()).as("closed by the test: %s", e).isTrue();
        }
    }
}
