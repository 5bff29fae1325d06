package mtv.timeline;

import mtv.await.Durations;
import mtv.text.ShortNames;
import mtv.text.Visible;
import mtv.timeline.Timeline.Lane;
import mtv.timeline.Timeline.Outage;
import mtv.timeline.Timeline.Span;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A timeline as SVG, in light and dark: a bar for each VM and step, a mark where each copy of a warm migration began, a
 * line at the cutover, and below the steps a line for as long as nobody could use the VM. Whoever points at a bar is
 * told its step and times.
 */
public final class TimelinePicture {

    private static final int WIDTH = 1180;
    private static final int NAMES = 250;
    private static final int RIGHT = 20;
    private static final int BOTTOM = 10;
    private static final int AXIS = 30;

    /** Half of the text of a time. */
    private static final int HALF = 28;

    /** A row is as high as a line of text, and lower where there are so many that nobody could see them at once. */
    private static final int HIGHEST = 24;

    private static final int NAMED = 13;
    private static final int LOWEST = 8;

    /** Of more VMs the names are not written. */
    private static final int MANY = 250;

    private static final int USUAL_HEIGHT = 800;
    private static final int LONGEST_NAME = 36;

    private static final List<String> COLORS =
            List.of("#4e79a7", "#f28e2b", "#59a14f", "#b07aa1", "#76b7b2", "#edc948", "#9c755f", "#ff9da7");

    private static final String STYLE = """
            <style>text{font:12px sans-serif;fill:#222} .axis{stroke:#ccc} .cut{stroke:#c00;stroke-dasharray:4 3}
            .bad{stroke:#c00;stroke-width:2} .copy{fill:#222;stroke:#fff} .back{fill:#fff} .many{font-size:10px}
            .off{fill:#444} .toolong{fill:#c00} .most{stroke:#c00;stroke-width:2}
            @media (prefers-color-scheme: dark){
            text{fill:#ddd} .axis{stroke:#555} .copy{fill:#fff;stroke:#222} .back{fill:#1e1e1e}
            .cut,.bad{stroke:#f55} .off{fill:#ccc} .toolong{fill:#f55} .most{stroke:#f55}}
            </style>""";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Timeline timeline;
    private final Instant start;
    private final long millis;
    private final List<String> steps;
    private final TimelineLegend legend;
    private final int top;
    private final int row;

    /** @param timeline of one VM at least */
    public TimelinePicture(Timeline timeline) {
        this.timeline = timeline;
        this.start = timeline.start().orElseThrow();
        this.millis = Math.max(
                1, Duration.between(start, timeline.end().orElseThrow()).toMillis());
        this.steps = timeline.lanes().stream()
                .flatMap(lane -> lane.spans().stream())
                .map(Span::step)
                .distinct()
                .toList();
        this.legend = new TimelineLegend(WIDTH - RIGHT);
        steps.forEach(step -> legend.step(step, color(step)));
        legend.marks(timeline.lanes(), cutover().isPresent());
        this.top = legend.height() + AXIS;
        int vms = timeline.lanes().size();
        this.row = Math.max(vms > MANY ? LOWEST : NAMED, Math.min(HIGHEST, USUAL_HEIGHT / vms));
    }

    /** The whole document. */
    public String svg() {
        int bottom = top + row * timeline.lanes().size();
        int height = bottom + BOTTOM;
        List<String> parts = new ArrayList<>();
        parts.add(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">%s"
                        + "<rect class=\"back\" width=\"100%%\" height=\"100%%\"/>",
                WIDTH,
                height,
                WIDTH,
                height,
                STYLE));
        parts.addAll(legend.parts());
        axis(bottom, parts);
        for (int i = 0; i < timeline.lanes().size(); i++) {
            lane(timeline.lanes().get(i), top + i * row, parts);
        }
        cutover()
                .ifPresent(time ->
                        parts.add(line("cut", x(time), top - 6, bottom, "cutover wanted at " + TIME.format(time))));
        parts.add("</svg>");
        return String.join("\n", parts);
    }

    private Optional<Instant> cutover() {
        return timeline.cutover().filter(time -> !time.isBefore(start) && x(time) <= WIDTH - RIGHT);
    }

    private void axis(int bottom, List<String> parts) {
        for (Instant time : TimeAxis.ticks(start, start.plusMillis(millis))) {
            parts.add(line("axis", x(time), top - 6, bottom, ""));
            parts.add(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                    Math.min(x(time), WIDTH - HALF),
                    top - 12,
                    TIME.format(time)));
        }
        parts.add(String.format(
                Locale.ROOT,
                "<text x=\"10\" y=\"%d\">%s, UTC</text>",
                top - 12,
                start.atZone(ZoneOffset.UTC).toLocalDate()));
    }

    private void lane(Lane lane, int y, List<String> parts) {
        if (row >= NAMED) {
            String outcome = lane.outcome().equals("Succeeded") ? "" : " (" + lane.outcome() + ")";
            parts.add(String.format(
                    Locale.ROOT,
                    "<text x=\"10\" y=\"%d\"%s><title>%s</title>%s%s</text>",
                    y + (row + NAMED - 5) / 2,
                    row < HIGHEST - 6 ? " class=\"many\"" : "",
                    escape(lane.vm()),
                    escape(ShortNames.of(lane.vm(), LONGEST_NAME - outcome.length())),
                    escape(outcome)));
        }
        for (Span span : lane.spans()) {
            parts.add(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"%s><title>%s</title></rect>",
                    x(span.start()),
                    y + 1,
                    Math.max(1.5, x(span.end()) - x(span.start())),
                    row - 2,
                    color(span.step()),
                    span.failed() ? " class=\"bad\"" : "",
                    escape(words(lane, span))));
        }
        lane.copies()
                .forEach(copy -> parts.add(String.format(
                        Locale.ROOT,
                        "<circle class=\"copy\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"><title>%s</title></circle>",
                        x(copy),
                        y + row / 2.0,
                        escape(lane.vm() + ": copy from " + TIME.format(copy)))));
        lane.outage()
                .filter(outage -> !outage.length().isNegative())
                .ifPresent(outage -> outage(lane, outage, y, parts));
    }

    private void outage(Lane lane, Outage outage, int y, List<String> parts) {
        int bottom = y + row - 1;
        String limit = outage.most()
                .map(most -> (outage.tooLong() ? ", more than " : ", at most ") + Durations.words(most) + " wanted")
                .orElse("");
        parts.add(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"><title>%s</title></rect>",
                outage.tooLong() ? "toolong" : "off",
                x(outage.from()),
                bottom - Math.max(2, row / 6),
                Math.max(1.5, x(outage.to()) - x(outage.from())),
                Math.max(2, row / 6),
                escape(lane.vm() + ": downtime from " + TIME.format(outage.from()) + " to " + TIME.format(outage.to())
                        + ", " + Durations.words(outage.length()) + limit)));
        outage.limit()
                .filter(time -> x(time) <= WIDTH - RIGHT)
                .ifPresent(time ->
                        parts.add(line("most", x(time), y + 1, bottom, "max_downtime ends at " + TIME.format(time))));
    }

    private static String words(Lane lane, Span span) {
        return lane.vm() + ": " + span.step() + " from " + TIME.format(span.start()) + " to "
                + TIME.format(span.end()) + ", " + Durations.words(Duration.between(span.start(), span.end()))
                + (span.failed() ? ", failed" : "");
    }

    private static String line(String type, double x, int top, int bottom, String title) {
        return String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"><title>%s</title></line>",
                type,
                x,
                x,
                top,
                bottom,
                title);
    }

    private double x(Instant time) {
        return NAMES
                + (double) (WIDTH - NAMES - RIGHT)
                        * Duration.between(start, time).toMillis()
                        / millis;
    }

    private String color(String step) {
        return COLORS.get(steps.indexOf(step) % COLORS.size());
    }

    static String escape(String text) {
        return Visible.line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
