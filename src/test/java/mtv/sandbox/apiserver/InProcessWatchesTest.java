package mtv.sandbox.apiserver;

import mtv.cluster.PromptServer;
import org.testng.annotations.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The cluster's own components see what is sent as soon as their watch is open, though their thread is held up then.
 */
public class InProcessWatchesTest {

    @Test
    public void noEventIsLost() throws Exception {
        try (PromptServer server = new PromptServer()) {
            // no request but the watch is made, so that none is answered in this process
            InProcessHttpClient.Factory factory = new InProcessHttpClient.Factory(null, server.heldUp());

            assertThat(server.firstEvent(factory, 20_000)).isEqualTo(PromptServer.TOLD);
        }
    }
}
