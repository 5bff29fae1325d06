package mtv.sandbox;

import io.vertx.core.Vertx;
import mtv.sandbox.faults.Faults;
import mtv.sandbox.http.HttpAnswer;
import mtv.sandbox.http.JsonServer;
import mtv.sandbox.http.Request;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.Platforms;
import mtv.sandbox.sources.SimPlatform;
import mtv.sandbox.sources.SourcePlatform;
import mtv.sandbox.sources.openstack.OpenStackCloud;
import mtv.sandbox.sources.ovirt.OvirtEngine;
import mtv.sandbox.sources.vsphere.VCenterAutomationApi;
import mtv.sandbox.sources.vsphere.VimJsonApi;
import mtv.sandbox.tls.Certificate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The platforms beside a sandbox's clusters. A share with OVA files and a Hyper-V host can be reached by MTV only. */
public final class SourceServers implements AutoCloseable {

    private final Platforms platforms;
    private final List<JsonServer> servers = new ArrayList<>();
    private final List<SimPlatform> all;

    private SourceServers(Vertx vertx, Certificate certificate, Platforms platforms, Faults faults) {
        this.platforms = platforms;
        this.all = List.of(
                serve(vertx, certificate, PlatformType.VSPHERE, platform -> vcenter(platform, faults)),
                serve(vertx, certificate, PlatformType.OVIRT, platform -> new OvirtEngine(platform, faults)),
                serve(vertx, certificate, PlatformType.OPENSTACK, platform -> new OpenStackCloud(platform, faults)),
                platforms.make(PlatformType.OVA, "ova.example.test"),
                platforms.make(PlatformType.HYPERV, "hyperv.example.test"));
    }

    /** A platform at the address of its own server, which is open before the platform knows it. */
    private SimPlatform serve(
            Vertx vertx,
            Certificate certificate,
            PlatformType type,
            Function<SimPlatform, Function<Request, CompletionStage<HttpAnswer>>> protocol) {
        CompletableFuture<Function<Request, CompletionStage<HttpAnswer>>> api = new CompletableFuture<>();
        JsonServer server =
                JsonServer.start(vertx, certificate, request -> api.thenCompose(known -> known.apply(request)));
        servers.add(server);
        SimPlatform platform = platforms.make(type, server.url().getAuthority());
        api.complete(protocol.apply(platform));
        return platform;
    }

    /** With nothing that goes wrong. */
    public static SourceServers start(Vertx vertx, Certificate certificate, Platforms platforms) {
        return start(vertx, certificate, platforms, Faults.none());
    }

    /** @param faults that meet those who call the platforms' APIs */
    public static SourceServers start(Vertx vertx, Certificate certificate, Platforms platforms, Faults faults) {
        return new SourceServers(vertx, certificate, platforms, faults);
    }

    /** A vCenter 8: its two APIs have sessions of their own. */
    private static Function<Request, CompletionStage<HttpAnswer>> vcenter(SimPlatform platform, Faults faults) {
        VimJsonApi vim = new VimJsonApi(platform, faults);
        VCenterAutomationApi automation = new VCenterAutomationApi(platform);
        return request -> (request.path().startsWith("/sdk/") ? vim : automation).apply(request);
    }

    /** What answers at a Provider's url, null for none; nothing for a cluster, which answers for itself. */
    public Optional<SourcePlatform> at(String url) {
        return all.stream()
                .filter(platform -> url != null && platform.type().answers(url, platform.url()))
                .findFirst()
                .map(SourcePlatform.class::cast);
    }

    List<SimPlatform> platforms() {
        return all;
    }

    public SimPlatform platform(PlatformType type) {
        return all.stream()
                .filter(platform -> platform.type() == type)
                .findFirst()
                .orElseThrow();
    }

    /** All of them as a providers file, each as {@code <type>-sandbox}; the cluster itself is among them. */
    public Map<String, Map<String, Object>> entries() {
        Map<String, Map<String, Object>> entries = new LinkedHashMap<>();
        all.forEach(platform -> entries.put(platform.type().id() + "-sandbox", platforms.entry(platform)));
        entries.put("openshift-sandbox", Map.of("type", "openshift", "version", "4.20", "api_url", ""));
        return entries;
    }

    @Override
    public void close() {
        servers.forEach(JsonServer::close);
    }
}
