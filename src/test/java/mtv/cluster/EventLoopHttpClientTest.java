package mtv.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.vertx.core.Vertx;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

import java.util.concurrent.TimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An event that the server sends at once, to a client whose thread is delayed between opening and listening. */
public class EventLoopHttpClientTest {

    private PromptServer server;

    @BeforeClass
    public void start() throws Exception {
        server = new PromptServer();
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        server.close();
    }

    @Test
    public void noEventIsLost() throws Exception {
        HttpClient.Factory factory = new EventLoopHttpClientFactory(() -> PromptServer.heldUp(Vertx.vertx()));

        assertThat(server.firstEvent(factory, 20_000)).isEqualTo(PromptServer.TOLD);
    }

    /**
     * Proves that the order above loses events with the library's own client. When this test fails, the library has
     * been fixed.
     */
    @Test
    public void theLibrarysOwnClientLosesIt() {
        HttpClient.Factory factory = new VertxHttpClientFactory(server.heldUp());

        assertThatThrownBy(() -> server.firstEvent(factory, 1_000)).isInstanceOf(TimeoutException.class);
    }

    @Test
    public void clientsUseTheFixedFactoryByDefault() {
        try (KubernetesClient client = server.client(null)) {
            assertThat(client.getHttpClient()).isInstanceOf(EventLoopHttpClient.class);
        }
    }
}
