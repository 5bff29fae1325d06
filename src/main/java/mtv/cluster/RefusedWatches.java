package mtv.cluster;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.WebSocketUpgradeResponse;
import mtv.record.RecordedConnection;

import java.nio.ByteBuffer;
import java.util.List;

/** Shows the wire by which code a server does not let a watch begin; the library tells interceptors alone. */
final class RefusedWatches implements Interceptor {

    static final String NAME = "mtv-refused-watches";

    private static final int SWITCHING_PROTOCOLS = 101;

    private final RecordedConnection wire;
    private final RecordedTraffic traffic;

    RefusedWatches(RecordedConnection wire, String server) {
        this.wire = wire;
        this.traffic = new RecordedTraffic(wire, server);
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        if (response instanceof WebSocketUpgradeResponse && response.code() != SWITCHING_PROTOCOLS) {
            wire.refused(traffic.request("WATCH", request.uri(), ""), response.code());
        }
    }
}
