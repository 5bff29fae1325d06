package mtv.provider.driver;

import io.vertx.core.Vertx;
import mtv.await.Stop;
import mtv.provider.SourceDrivers;
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
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A platform of the sandbox behind HTTPS, and drivers of it as a run has them. The server stays; the platform behind it
 * can be had anew for each test.
 *
 * @param <A> what answers for the platform
 */
public final class PlatformBed<A extends Function<Request, CompletionStage<HttpAnswer>>> implements AutoCloseable {

    public static final Duration LONG = SandboxTime.HANG;
    private static final String PASSWORD = "pw";
    public static final SourceSettings UNVERIFIED = new SourceSettings(
            Optional.empty(), Optional.empty(), true, Optional.empty(), Path.of("none"), Optional.empty(), 1);

    private final PlatformType type;
    private final BiFunction<SimPlatform, Faults, A> protocols;
    private final Vertx vertx = Vertx.vertx();
    private final SandboxClock clock;
    private final Certificate certificate = Certificate.loopback();
    private final JsonServer server;
    private Platforms platforms;
    private SimPlatform platform;
    private Faults faults;
    private Stop stop;
    private A protocol;
    private volatile Function<Request, CompletionStage<HttpAnswer>> api;

    public PlatformBed(PlatformType type, BiFunction<SimPlatform, Faults, A> protocols) {
        this(type, protocols, 1000);
    }

    /** @param scale simulated seconds in one real one */
    public PlatformBed(PlatformType type, BiFunction<SimPlatform, Faults, A> protocols, double scale) {
        this.type = type;
        this.clock = new SandboxClock(scale);
        this.protocols = protocols;
        this.server = JsonServer.start(vertx, certificate, request -> api.apply(request));
        renew();
    }

    /** Everything but the server is as at the beginning. */
    public void renew() {
        renew(Optional.empty());
    }

    /** @param inventory file that takes the place of the type's own */
    public void renew(Optional<Path> inventory) {
        platforms = new Platforms(clock, certificate.thumbprint(), 3, PASSWORD, inventory);
        platform = platforms.make(type, server.url().getAuthority());
        faults = Faults.none();
        stop = new Stop();
        protocol = protocols.apply(platform, faults);
        api = protocol;
    }

    /** What answers until {@link #answer} says otherwise. */
    public A protocol() {
        return protocol;
    }

    /** @param other answers from now on */
    public void answer(Function<Request, CompletionStage<HttpAnswer>> other) {
        api = other;
    }

    public SourceDriver driver() {
        return driver(LONG);
    }

    /** @param limit for one copy */
    public SourceDriver driver(Duration limit) {
        return driver(limit, PASSWORD, RecordedConnection.PLAIN);
    }

    public SourceDriver driver(Duration limit, RecordedConnection wire) {
        return driver(limit, PASSWORD, wire);
    }

    public SourceDriver strangersDriver() {
        return driver(LONG, "wrong", RecordedConnection.PLAIN);
    }

    private SourceDriver driver(Duration limit, String password, RecordedConnection wire) {
        Map<String, Object> fields = new HashMap<>(platforms.entry(platform));
        fields.put("password", password);
        if (type == PlatformType.VSPHERE) {
            fields.put("rdm_lun", "naa.600c0ffee");
        }
        return SourceDrivers.of(
                SourceProviderEntry.of("source", fields),
                UNVERIFIED,
                new Waits(LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, limit, LONG),
                stop,
                wire);
    }

    /** Faults that are armed at any time. */
    public Faults faults() {
        return faults;
    }

    /** Stops what the drivers do. */
    public Stop stop() {
        return stop;
    }

    public SimPlatform platform() {
        return platform;
    }

    public List<SimVm> vms() {
        return platform.vms();
    }

    public SimVm named(String name) {
        return vms().stream().filter(vm -> vm.name().equals(name)).findFirst().orElseThrow();
    }

    public Copy copyOf(String name, String copy, Power power) {
        return new Copy(name, named(name).id(), copy, false, Optional.of(power));
    }

    /** One that is on, with changed block tracking. */
    public Copy trackedCopyOf(String name, String copy) {
        return new Copy(name, named(name).id(), copy, true, Optional.of(Power.ON));
    }

    /** Nothing that takes time is done on the platform until this is closed. */
    public SandboxClock.Hold hold() {
        return clock.hold();
    }

    /** Waits on the platform's clock. */
    public void until(String sentence, Callable<Boolean> condition) {
        new SandboxTime(clock).until(sentence, condition);
    }

    @Override
    public void close() {
        server.close();
        clock.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
