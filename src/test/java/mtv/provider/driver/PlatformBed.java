package mtv.provider.driver;

import io.vertx.core.Vertx;
import mtv.await.Stop;
import mtv.provider.driver.SourceDriver.Copy;
import mtv.record.RecordedConnection;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.clock.SandboxTime;
import mtv.sandbox.faults.Faults;
import mtv.sandbox.http.HttpAnswer;
import mtv.sandbox.http.JsonServer;
import mtv.sandbox.http.Request;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.Platforms;
import mtv.sandbox.sources.SimPlatform;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.tls.Certificate;
import mtv.scenario.Power;
import mtv.settings.SourceProviderEntry;
import mtv.settings.SourceSettings;
import mtv.settings.Waits;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A platform of the sandbox behind HTTPS, and drivers of it as a run has them. */
final class PlatformBed implements AutoCloseable {

    private static final Duration LONG = SandboxTime.HANG;
    private static final SourceSettings UNVERIFIED = new SourceSettings(
            Optional.empty(), Optional.empty(), true, Optional.empty(), Path.of("none"), Optional.empty(), 1);

    private final Vertx vertx = Vertx.vertx();
    private final SandboxClock clock = new SandboxClock(1000);
    private final Certificate certificate = Certificate.loopback();
    private final Platforms platforms = new Platforms(clock, certificate.thumbprint(), 3, "pw", Optional.empty());
    private final CompletableFuture<Function<Request, CompletionStage<HttpAnswer>>> api = new CompletableFuture<>();
    private final JsonServer server;
    private final SimPlatform platform;

    /** Faults that are armed at any time. */
    final Faults faults = Faults.none();

    PlatformBed(PlatformType type) {
        server = JsonServer.start(vertx, certificate, request -> api.thenCompose(known -> known.apply(request)));
        platform = platforms.make(type, server.url().getAuthority());
    }

    /** To be called once. @param protocol what answers for the platform */
    void serve(Function<Request, CompletionStage<HttpAnswer>> protocol) {
        api.complete(protocol);
    }

    SourceDriver driver() {
        return driver(LONG, "pw");
    }

    /** @param limit for one copy */
    SourceDriver driver(Duration limit, String password) {
        Map<String, Object> fields = new HashMap<>(platforms.entry(platform));
        fields.put("password", password);
        return SourceDriver.of(
                SourceProviderEntry.of("source", fields),
                UNVERIFIED,
                new Waits(LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, limit, LONG),
                Stop.never(),
                RecordedConnection.PLAIN);
    }

    SimPlatform platform() {
        return platform;
    }

    List<SimVm> vms() {
        return platform.vms();
    }

    SimVm named(String name) {
        return vms().stream().filter(vm -> vm.name().equals(name)).findFirst().orElseThrow();
    }

    Copy copyOf(String name, String copy, Power power) {
        return new Copy(name, named(name).id(), copy, false, Optional.of(power));
    }

    /** Nothing that takes time is done on the platform until this is closed. */
    SandboxClock.Hold hold() {
        return clock.hold();
    }

    /** Waits on the platform's clock. */
    void until(String sentence, Callable<Boolean> condition) {
        new SandboxTime(clock).until(sentence, condition);
    }

    @Override
    public void close() {
        server.close();
        clock.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
