package mtv.steps.progress;

import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import mtv.model.Condition;
import mtv.model.Migration;
import mtv.model.MigrationSpec;
import mtv.model.MigrationStatusBuilder;
import mtv.model.PipelineStep;
import mtv.model.PipelineStepBuilder;
import mtv.model.PipelineTaskBuilder;
import mtv.model.Precopy;
import mtv.model.Progress;
import mtv.model.VmStatus;
import mtv.model.VmStatusBuilder;
import mtv.model.WarmStatus;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.awaitility.Awaitility;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said of a migration while it runs: by lines, on a terminal, and when it stands still. */
public class MigrationProgressTest {

    private static final Instant START = Instant.parse("2026-03-04T10:00:00Z");

    private static final int WIDTH = 200;

    private final Lines lines = new Lines();
    private volatile Instant now = START;
    private CopyForecast forecast;

    private static final class Lines extends AbstractAppender {

        private final Logger logger = (Logger) LogManager.getLogger(MigrationProgress.class);
        private final Collection<String> said = new ConcurrentLinkedQueue<>();

        Lines() {
            super("lines", null, null, true, Property.EMPTY_ARRAY);
            start();
        }

        @Override
        public void append(LogEvent event) {
            said.add(event.getMessage().getFormattedMessage());
        }
    }

    @BeforeMethod
    public void listen() {
        now = START;
        forecast = new CopyForecast();
        lines.said.clear();
        lines.logger.addAppender(lines);
    }

    @AfterMethod
    public void leave() {
        lines.logger.removeAppender(lines);
    }

    @Test
    public void aMigrationThatGoesOnIsALinePerMinute() {
        try (MigrationProgress progress = progress("")) {
            progress.saw(migration(copying("web", 1024), copying("db", 2048)));
            progress.tick();
            assertThat(lines.said).isEmpty();
            after(60);
            progress.tick();
            after(30);
            progress.saw(migration(copying("web", 4096), copying("db", 8192)));
            progress.tick();
            assertThat(lines.said).containsExactly("Migration m goes on, 2 VMs: 2 DiskTransfer; 3.0 of 20.0 GiB");
            after(30);
            progress.tick();
            assertThat(lines.said)
                    .last()
                    .isEqualTo("Migration m goes on, 2 VMs: 2 DiskTransfer; 12.0 of 20.0 GiB, 154 MiB/s");
        }
    }

    @Test
    public void theLinePerMinuteSaysHowFastItGoesAndHowLongTheRestTakes() {
        VmStatus waiting = copying("db", 0).withStarted(null).withPipeline(List.of(step("Pending", 0, null)));
        try (MigrationProgress progress = progress("")) {
            for (int mib = 0; mib <= 1200; mib += 100) {
                progress.saw(migration(copying("web", mib), waiting));
                progress.tick();
                after(5);
            }
            assertThat(lines.said)
                    .containsExactly("Migration m goes on, 2 VMs: 1 DiskTransfer, 1 waiting; 1.2 of 20.0 GiB, 20 MiB/s,"
                            + " about 17 min left");
        }
    }

    @Test
    public void theAllocationOfDisksIsNotTakenForACopy() {
        VmStatus allocating = copying("web", 0)
                .withPipeline(List.of(
                        step("Completed", 10_240, START).withName("DiskAllocation"),
                        step("Pending", 0, null).withName("DiskTransferV2v")));
        VmProgress progress = VmProgress.of(allocating);
        assertThat(progress.amount()).isEqualTo("0.0 of 10.0 GiB");
        assertThat(progress.copies()).isFalse();
    }

    @Test
    public void amongManyTheFiveSlowestAreNamedAndNoneThatHasEnded() {
        List<VmStatus> vms = Stream.concat(
                        IntStream.range(0, 100).mapToObj(i -> copying("vm-" + (100 + i), 100 * i)),
                        Stream.of(copying("done", 0).withConditions(List.of(condition("Succeeded")))))
                .toList();
        ProgressTotals totals =
                new ProgressTotals(vms.stream().map(VmProgress::of).toList());
        assertThat(totals.words(new CopyForecast(), now))
                .startsWith("101 VMs: 100 DiskTransfer, 1 Succeeded; ")
                .endsWith("; slowest: vm-100 (DiskTransfer, 0.0 of 10.0 GiB), vm-101 (DiskTransfer, 0.1 of 10.0 GiB),"
                        + " vm-102 (DiskTransfer, 0.2 of 10.0 GiB), vm-103 (DiskTransfer, 0.3 of 10.0 GiB),"
                        + " vm-104 (DiskTransfer, 0.4 of 10.0 GiB)");
    }

    @Test
    public void ofASingleVmTheLineSaysItsStep() {
        try (MigrationProgress progress = progress("")) {
            progress.saw(migration(
                    copying("web", 1024).withWarm(new WarmStatus(0, 0, 0, START.plusSeconds(90), List.of(copy())))));
            after(60);
            progress.tick();
            assertThat(lines.said)
                    .containsExactly("Migration m goes on, 1 VM: DiskTransfer, precopy 1; 1.0 of 10.0 GiB");
        }
    }

    @Test
    public void aMigrationThatHasEndedIsNoLine() {
        try (MigrationProgress progress = progress("")) {
            progress.saw(migration(copying("web", 0).withConditions(List.of(condition("Failed")))));
            after(3600);
            progress.tick();
            assertThat(lines.said).isEmpty();
        }
    }

    @Test
    public void whoStandsStillIsNamedOnceWithWhatItIsAtAndAgainAfterTwiceTheTime() {
        try (MigrationProgress progress = progress("no node takes the importer\n")) {
            progress.saw(migration(copying("web", 1024), copying("db", 2048)));
            after(300);
            progress.saw(migration(copying("web", 1024), copying("db", 4096)));
            after(299);
            progress.tick();
            assertThat(standstills()).isEmpty();
            after(1);
            progress.tick();
            progress.tick();
            assertThat(standstills())
                    .containsExactly("Migration m stands still:" + System.lineSeparator()
                            + "  VM web for 10 min: DiskTransfer, phase CopyDisks, 1.0 of 10.0 GiB,"
                            + " disk-0: Waiting for a claim");
            assertThat(lines.said).contains("Likely cause: no node takes the importer");
            progress.saw(migration(copying("web", 1024), copying("db", 8192)));
            after(599);
            progress.saw(migration(copying("web", 1024), copying("db", 9000)));
            progress.tick();
            assertThat(standstills()).hasSize(1);
            after(1);
            progress.tick();
            assertThat(standstills()).hasSize(2).last().asString().contains("VM web for 20 min");
        }
    }

    @Test
    public void whoMovesOnOrWaitsForItsTurnOrItsNextCopyDoesNotStandStill() {
        VmStatus waiting = VmStatusBuilder.builder().id("later").name("later").build();
        VmStatus paused = copying("web", 10_240)
                .withPhase("CopyingPaused")
                .withWarm(new WarmStatus(
                        1,
                        0,
                        0,
                        START.plusSeconds(3600),
                        List.of(new Precopy("s", null, null, START, START.plusSeconds(60), null))));
        try (MigrationProgress progress = progress("")) {
            progress.saw(migration(waiting, paused));
            after(59 * 60);
            progress.tick();
            assertThat(standstills()).isEmpty();
            after(10 * 60);
            progress.tick();
            assertThat(standstills())
                    .singleElement()
                    .asString()
                    .contains("VM web for 69 min", "paused after precopy 1");
        }
        lines.said.clear();
        try (MigrationProgress progress = progress("")) {
            progress.saw(migration(waiting));
            after(600);
            progress.tick();
            assertThat(standstills())
                    .as("nobody has its turn")
                    .singleElement()
                    .asString()
                    .endsWith("VM later for 10 min: waiting");
        }
    }

    @Test
    public void onATerminalEachVmIsALineThatIsRedrawn() {
        Map<Integer, String> drawn = new ConcurrentHashMap<>();
        try (LiveView view = view(drawn)) {
            VmStatus web = copying("web", 0).withWarm(new WarmStatus(0, 0, 0, START.plusSeconds(90), List.of(copy())));
            show(view, warm(web), web);
            Awaitility.await().untilAsserted(() -> assertThat(drawn.get(0)).hasSize(WIDTH));
            after(10);
            VmStatus half = copying("web", 2560).withWarm(web.warm());
            show(view, warm(half), half);
            after(10);
            VmStatus later = copying("web", 5120).withWarm(web.warm());
            show(view, warm(later), later);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(drawn.get(0).stripTrailing())
                            .isEqualTo(String.format(
                                    "%-36s [##########          ]  50%% 5.0 of 10.0 GiB, 256 MiB/s, about 20 s left,"
                                            + " DiskTransfer, precopy 1, next copy in 70 s, cutover in 280 s, for 20 s",
                                    "web")));
        }
    }

    @Test
    public void ofManyVmsATerminalShowsTheTotalsAndTheFiveSlowest() {
        Map<Integer, String> drawn = new ConcurrentHashMap<>();
        VmStatus[] vms = IntStream.range(0, 300)
                .mapToObj(i -> copying("vm-" + (100 + i), i))
                .toArray(VmStatus[]::new);
        try (LiveView view = view(drawn)) {
            show(view, migration(vms), vms);
            Awaitility.await().untilAsserted(() -> assertThat(drawn).hasSize(6));
            assertThat(drawn.get(0)).startsWith("all ").contains("300 VMs: 300 DiskTransfer");
            assertThat(drawn.get(5)).startsWith("vm-104 ");
        }
    }

    @Test
    public void underSurefireThereIsNoTerminal() {
        assertThat(System.console()).isNull();
        assertThat(LiveView.onTerminal(forecast)).isEmpty();
    }

    private LiveView view(Map<Integer, String> drawn) {
        AtomicInteger rows = new AtomicInteger();
        return new LiveView(
                () -> {
                    int row = rows.getAndIncrement();
                    return new DelegatingProgressBarConsumer(text -> drawn.put(row, text), WIDTH);
                },
                forecast,
                () -> now);
    }

    private void show(LiveView view, Migration migration, VmStatus... vms) {
        forecast.saw(totals(vms), now);
        view.show(totals(vms), migration);
    }

    private static ProgressTotals totals(VmStatus... vms) {
        return new ProgressTotals(Stream.of(vms).map(VmProgress::of).toList());
    }

    private MigrationProgress progress(String cause) {
        return new MigrationProgress("m", () -> cause, forecast, Optional.empty(), () -> now);
    }

    private void after(int seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
    }

    private List<String> standstills() {
        return lines.said.stream().filter(line -> line.contains("stands still")).toList();
    }

    private static Migration warm(VmStatus vm) {
        Migration migration = migration(vm);
        migration.setSpec(new MigrationSpec(null, null, START.plusSeconds(300), null, null));
        return migration;
    }

    private static Migration migration(VmStatus... vms) {
        Migration migration = new Migration();
        migration.setStatus(MigrationStatusBuilder.builder().vms(List.of(vms)).build());
        return migration;
    }

    private static VmStatus copying(String name, long mib) {
        return VmStatusBuilder.builder()
                .id(name)
                .name(name)
                .phase("CopyDisks")
                .started(START)
                .pipeline(List.of(step("Running", mib, START)))
                .build();
    }

    private static PipelineStep step(String phase, long mib, Instant started) {
        return PipelineStepBuilder.builder()
                .name("DiskTransfer")
                .phase(phase)
                .annotations(Map.of("unit", "MB"))
                .progress(new Progress(mib, 10_240))
                .started(started)
                .tasks(List.of(PipelineTaskBuilder.builder()
                        .name("disk-0")
                        .phase(phase)
                        .reason("Waiting for a claim")
                        .build()))
                .build();
    }

    private static Precopy copy() {
        return new Precopy("s", null, null, START, null, null);
    }

    private static Condition condition(String type) {
        return new Condition(type, "True", "Advisory", null, null, null, null, null, null);
    }
}
