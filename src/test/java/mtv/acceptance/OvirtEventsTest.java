package mtv.acceptance;

import io.vertx.core.Vertx;
import mtv.await.Stop;
import mtv.provider.SourceDrivers;
import mtv.provider.driver.SourceDriver;
import mtv.record.RecordedConnection;
import mtv.sandbox.SourceServers;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.clock.SandboxTime;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.Platforms;
import mtv.sandbox.sources.SimPlatform;
import mtv.sandbox.tls.Certificate;
import mtv.settings.SourceProviderEntry;
import mtv.settings.SourceSettings;
import mtv.settings.Waits;
import mtv.vm.Fact;
import org.testng.annotations.AfterClass;
import org.testng.annotations.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** The engine's events tell who stopped a VM; an engine that cannot be asked says why. */
public class OvirtEventsTest {

    private static final Duration LIMIT = SandboxTime.HANG;
    private static final SourceSettings UNVERIFIED = new SourceSettings(
            Optional.empty(), Optional.empty(), true, Optional.empty(), Path.of("none"), Optional.empty(), 1);
    private static final Waits WAITS = new Waits(LIMIT, LIMIT, LIMIT, LIMIT, LIMIT, LIMIT, LIMIT, LIMIT, LIMIT, LIMIT);

    private final Vertx vertx = Vertx.vertx();
    private final SandboxClock clock = new SandboxClock(1000);
    private final Certificate certificate = Certificate.loopback();
    private final Platforms platforms = new Platforms(clock, "AA:BB", 3, "pw", Optional.empty());
    private final SourceServers sources = start();

    private SourceServers start() {
        return SourceServers.start(vertx, certificate, platforms);
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        sources.close();
        clock.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    public void aStopByAPersonIsReportedAndAShutdownIsNot() {
        SimPlatform ovirt = sources.platform(PlatformType.OVIRT);
        String stopped = ovirt.vms().get(0).id();
        ovirt.powerOff(ovirt.vms().get(1).id());
        assertThat(stops("pw")).isEqualTo(Fact.of(Map.of(), "events of the oVirt engine"));
        ovirt.stop(stopped);
        Map<String, List<String>> told = stops("pw").get();
        assertThat(told).containsOnlyKeys(stopped);
        assertThat(told.get(stopped))
                .singleElement()
                .satisfies(words -> assertThat(words)
                        .endsWith(": VM " + ovirt.vms().get(0).name() + " powered off by admin@internal"));
    }

    @Test
    public void stopsAreUnknownWhenTheEngineRefuses() {
        assertThat(stops("no"))
                .isEqualTo(Fact.unknown("the oVirt engine does not show its events to admin@internal (401)"));
    }

    @Test
    public void stopsAreUnknownWhenTheEngineIsNotThere() {
        SourceServers gone = start();
        gone.close();
        Fact<Map<String, List<String>>> stops = driver(gone, "pw").userStops();
        assertThat(stops.isKnown()).isFalse();
        assertThat(stops.origin())
                .startsWith("the events of the oVirt engine cannot be read: cannot reach https://localhost:");
    }

    @Test
    public void noOtherSourceIsAsked() {
        SourceProviderEntry vsphere = entry(platforms.make(PlatformType.VSPHERE, "h"), "pw");
        assertThat(SourceDrivers.of(vsphere, UNVERIFIED, WAITS, Stop.never(), RecordedConnection.PLAIN)
                        .userStops())
                .isEqualTo(Fact.unknown("only an oVirt source is asked who stopped its VMs"));
    }

    private Fact<Map<String, List<String>>> stops(String password) {
        return driver(sources, password).userStops();
    }

    private SourceDriver driver(SourceServers of, String password) {
        return SourceDrivers.of(
                entry(of.platform(PlatformType.OVIRT), password),
                UNVERIFIED,
                WAITS,
                Stop.never(),
                RecordedConnection.PLAIN);
    }

    private SourceProviderEntry entry(SimPlatform platform, String password) {
        Map<String, Object> fields = new HashMap<>(platforms.entry(platform));
        fields.put("password", password);
        return SourceProviderEntry.of("source", fields);
    }
}
