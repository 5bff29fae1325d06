package mtv.timeline;

import mtv.timeline.Timeline.Lane;
import mtv.timeline.Timeline.Outage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the colors and marks of a picture mean: only those that are in it, in as many lines as they need. */
final class TimelineLegend {

    private static final int LINE = 20;
    private static final int LEFT = 10;
    private static final int SYMBOL = 16;
    private static final int GAP = 18;

    /** Of a letter; nobody knows the reader's font. */
    private static final double LETTER = 6.6;

    private final List<Entry> entries = new ArrayList<>();
    private final int width;

    /** @param symbol SVG within 12 by 12, from 0, 0 */
    private record Entry(String symbol, String label) {

        private double width() {
            return SYMBOL + GAP + LETTER * label.length();
        }
    }

    TimelineLegend(int width) {
        this.width = width;
    }

    TimelineLegend step(String step, String color) {
        entries.add(new Entry("<rect width=\"12\" height=\"12\" fill=\"" + color + "\"/>", step));
        return this;
    }

    /** @param cutover whether there is a line for it */
    TimelineLegend marks(List<Lane> lanes, boolean cutover) {
        if (lanes.stream().flatMap(lane -> lane.spans().stream()).anyMatch(Timeline.Span::failed)) {
            entries.add(new Entry(
                    "<rect class=\"bad\" x=\"1\" y=\"1\" width=\"10\" height=\"10\" fill=\"none\"/>", "failed"));
        }
        if (lanes.stream().anyMatch(lane -> !lane.copies().isEmpty())) {
            entries.add(new Entry("<ellipse class=\"copy\" cx=\"6\" cy=\"6\" rx=\"3\" ry=\"3\"/>", "a copy begins"));
        }
        if (cutover) {
            entries.add(new Entry("<path class=\"cut\" d=\"M6 -1V13\"/>", "cutover wanted"));
        }
        List<Outage> outages =
                lanes.stream().flatMap(lane -> lane.outage().stream()).toList();
        if (!outages.isEmpty()) {
            entries.add(new Entry("<rect class=\"off\" y=\"5\" width=\"12\" height=\"3\"/>", "downtime"));
        }
        if (outages.stream().anyMatch(Outage::tooLong)) {
            entries.add(new Entry("<rect class=\"toolong\" y=\"5\" width=\"12\" height=\"3\"/>", "too long"));
        }
        if (outages.stream().anyMatch(outage -> outage.limit().isPresent())) {
            entries.add(new Entry("<path class=\"most\" d=\"M6 0V12\"/>", "max_downtime"));
        }
        return this;
    }

    /** In pixels, from the top of the picture. */
    int height() {
        return LINE * (1 + lines().size()) - LINE / 2;
    }

    private List<List<Entry>> lines() {
        List<List<Entry>> lines = new ArrayList<>();
        double x = width;
        for (Entry entry : entries) {
            if (x + entry.width() > width) {
                lines.add(new ArrayList<>());
                x = LEFT;
            }
            lines.get(lines.size() - 1).add(entry);
            x += entry.width();
        }
        return lines;
    }

    /** The SVG of all entries. */
    List<String> parts() {
        List<String> parts = new ArrayList<>();
        int y = 8;
        for (List<Entry> line : lines()) {
            double x = LEFT;
            for (Entry entry : line) {
                parts.add(String.format(
                        Locale.ROOT,
                        "<g transform=\"translate(%.0f %d)\">%s<text x=\"%d\" y=\"10\">%s</text></g>",
                        x,
                        y,
                        entry.symbol(),
                        SYMBOL,
                        TimelinePicture.escape(entry.label())));
                x += entry.width();
            }
            y += LINE;
        }
        return parts;
    }
}
