package mtv.sandbox.vsphere;

import io.vertx.core.Vertx;
import mtv.sandbox.api.Certificate;
import mtv.sandbox.http.JsonServer;
import mtv.sandbox.source.SimPlatform;

import java.net.URI;
import java.util.function.Function;

/** A vCenter's address: a source driver finds the Automation API there, MTV the platform behind it. */
public final class VSphere implements AutoCloseable {

    private final JsonServer server;
    private final SimPlatform platform;
    private volatile AutomationApi api;

    private VSphere(Vertx vertx, Certificate certificate, Function<String, SimPlatform> platform) {
        this.server = JsonServer.start(vertx, certificate, request -> api.answer(request));
        this.platform = platform.apply(server.url().getAuthority());
        this.api = new AutomationApi(this.platform);
    }

    /**
     * Returns when its port is open.
     *
     * @param platform made for a host and port
     */
    public static VSphere start(Vertx vertx, Certificate certificate, Function<String, SimPlatform> platform) {
        return new VSphere(vertx, certificate, platform);
    }

    /** Where the Automation API is, without a path. */
    public URI url() {
        return server.url();
    }

    public SimPlatform platform() {
        return platform;
    }

    @Override
    public void close() {
        server.close();
    }
}
