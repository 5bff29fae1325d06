package mtv.steps.progress;

import me.tongfei.progressbar.InteractiveConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import mtv.await.Durations;
import mtv.check.compare.WriteTime;
import mtv.model.Migration;
import mtv.text.ShortNames;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A migration on a terminal: a line for each VM, redrawn in place; of many VMs the totals, and the five that are
 * slowest.
 */
final class LiveView implements AutoCloseable {

    private static final int MANY = 10;
    private static final int NAME = 36;
    private static final int BAR = 20;
    private static final int MILLIS = 1000;

    private final Supplier<ProgressBarConsumer> lines;
    private final InstantSource clock;
    private final List<ProgressBar> bars = new ArrayList<>();
    private final CopyForecast forecast;
    private ProgressTotals totals = new ProgressTotals(List.of());
    private Optional<Instant> cutover = Optional.empty();
    private Duration ahead = Duration.ZERO;

    LiveView(Supplier<ProgressBarConsumer> lines, CopyForecast forecast, InstantSource clock) {
        this.lines = lines;
        this.forecast = forecast;
        this.clock = clock;
    }

    /** Where somebody looks at it; empty under Surefire, whose JVM has no terminal, in a pipe and in CI. */
    static Optional<LiveView> onTerminal(CopyForecast forecast) {
        String terminal = System.getenv().getOrDefault("TERM", "dumb");
        if (System.console() == null || terminal.equals("dumb")) {
            return Optional.empty();
        }
        PrintStream screen = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        return Optional.of(new LiveView(
                () -> new InteractiveConsoleProgressBarConsumer(screen), forecast, InstantSource.system()));
    }

    synchronized void show(ProgressTotals now, Migration migration) {
        totals = now;
        cutover = Optional.ofNullable(migration.getSpec()).map(spec -> spec.cutover());
        ahead = WriteTime.of(migration)
                .map(there -> Duration.between(clock.instant(), there))
                .orElse(ahead);
        int wanted =
                now.vms().size() > MANY ? ProgressTotals.SLOWEST + 1 : now.vms().size();
        while (bars.size() < wanted) {
            bars.add(bar(bars.size()));
        }
    }

    private ProgressBar bar(int row) {
        return new ProgressBarBuilder()
                .setInitialMax(1)
                .setUpdateIntervalMillis(MILLIS)
                .continuousUpdate()
                .setConsumer(lines.get())
                .setRenderer((state, most) -> row(row, most))
                .build();
    }

    /** As wide as the terminal, so that nothing is left of a longer line before. */
    private synchronized String row(int row, int most) {
        boolean many = totals.vms().size() > MANY;
        List<VmProgress> shown = many ? totals.slowest() : totals.vms();
        int index = many ? row - 1 : row;
        String text = index < 0
                ? line(
                        "all",
                        totals.share(),
                        Stream.of(totals.amount(), forecast.words(totals, clock.instant()), totals.counted()))
                : index < shown.size() ? line(shown.get(index)) : "";
        int width = Math.max(0, most);
        return text.length() >= width ? text.substring(0, width) : text + " ".repeat(width - text.length());
    }

    private String line(VmProgress vm) {
        Instant now = clock.instant().plus(ahead);
        boolean waits = !vm.ended() && cutover.filter(now::isBefore).isPresent();
        return line(
                vm.name(),
                vm.share(),
                Stream.of(
                        vm.amount(),
                        forecast.words(vm, clock.instant()),
                        vm.position(),
                        waits
                                ? vm.nextCopy()
                                        .map(next -> in("next copy", now, next))
                                        .orElse("")
                                : "",
                        waits ? in("cutover", now, cutover.get()) : "",
                        vm.started()
                                .filter(start -> !vm.ended() && start.isBefore(now))
                                .map(start -> "for " + Durations.words(seconds(start, now)))
                                .orElse("")));
    }

    private static String line(String name, double share, Stream<String> words) {
        int full = (int) Math.round(share * BAR);
        return String.format(
                Locale.ROOT,
                "%-" + NAME + "s [%s%s] %3.0f%% %s",
                ShortNames.of(name, NAME),
                "#".repeat(full),
                " ".repeat(BAR - full),
                share * 100,
                words.filter(word -> !word.isEmpty()).collect(Collectors.joining(", ")));
    }

    private static String in(String what, Instant now, Instant then) {
        return then.isBefore(now) ? "" : what + " in " + Durations.words(seconds(now, then));
    }

    private static Duration seconds(Instant from, Instant to) {
        return Duration.ofSeconds(Duration.between(from, to).toSeconds());
    }

    /** Draws it for the last time. */
    @Override
    public void close() {
        bars.forEach(ProgressBar::close);
    }
}
