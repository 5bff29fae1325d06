package mtv.steps.progress;

import mtv.model.Migration;
import mtv.model.Plan;
import mtv.model.VmStatus;
import mtv.text.LogScope;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shows a migration while it runs. It is told each state by the watch that waits for the end, and asks the cluster
 * nothing; only who stands still is looked into once.
 */
public final class MigrationProgress implements AutoCloseable {

    private static final Logger LOG = LogManager.getLogger();
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);
    private static final Duration TICK = Duration.ofSeconds(5);

    private final String name;
    private final Supplier<String> cause;
    private final InstantSource clock;
    private final CopyForecast forecast;
    private final Optional<LiveView> live;
    private final ProgressLogger changes;
    private final StandstillWatch standstill = new StandstillWatch();
    private final ScheduledExecutorService timer;
    private volatile Migration last = new Migration();
    private Instant line;

    MigrationProgress(
            String name, Supplier<String> cause, CopyForecast forecast, Optional<LiveView> live, InstantSource clock) {
        this.name = name;
        this.forecast = forecast;
        this.cause = cause;
        this.clock = clock;
        this.live = live;
        this.changes = new ProgressLogger(live.isPresent() ? Level.DEBUG : Level.INFO);
        this.line = clock.instant();
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * @param name of the Migration
     * @param cause finds out why it stands still; empty when nothing explains it
     */
    public static MigrationProgress of(String name, Supplier<String> cause) {
        CopyForecast forecast = new CopyForecast();
        MigrationProgress progress =
                new MigrationProgress(name, cause, forecast, LiveView.onTerminal(forecast), InstantSource.system());
        progress.timer.scheduleWithFixedDelay(
                LogScope.current().carry(progress::tick), TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        return progress;
    }

    /** Must be quick. */
    public void saw(Migration migration) {
        changes.log(migration);
        standstill.saw(migration, clock.instant());
        last = migration;
        live.ifPresent(view -> {
            ProgressTotals totals = totals(migration);
            forecast.saw(totals, clock.instant());
            view.show(totals, migration);
        });
    }

    private static ProgressTotals totals(Migration migration) {
        List<VmStatus> vms =
                migration.getStatus() == null || migration.getStatus().vms() == null
                        ? List.of()
                        : migration.getStatus().vms();
        return new ProgressTotals(
                vms.stream().filter(Objects::nonNull).map(VmProgress::of).toList());
    }

    /** Must be quick. */
    public void saw(Plan plan) {
        changes.log(plan);
    }

    /** What is to be said although nothing has happened. */
    void tick() {
        try {
            Instant now = clock.instant();
            standstill.words(now).ifPresent(this::tellStandstill);
            ProgressTotals totals = totals(last);
            forecast.saw(totals, now);
            if (live.isEmpty() && isLineDue(now) && !totals.vms().isEmpty() && !totals.ended()) {
                LOG.info("Migration {} goes on, {}", name, totals.words(forecast, now));
            }
        } catch (RuntimeException e) { // the migration itself is not affected
            LOG.warn("The progress of Migration {} cannot be shown: {}", name, e.toString());
        }
    }

    private boolean isLineDue(Instant now) {
        boolean due = Duration.between(line, now).compareTo(BETWEEN_LINES) >= 0;
        if (due) {
            line = now;
        }
        return due;
    }

    private void tellStandstill(String words) {
        LOG.warn("Migration {} {}", name, words);
        String why = cause.get().strip();
        if (!why.isEmpty()) {
            LOG.warn("Likely cause: {}", why);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        live.ifPresent(LiveView::close);
    }
}
