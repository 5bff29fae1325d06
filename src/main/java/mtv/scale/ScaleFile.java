package mtv.scale;

import mtv.scale.ScaleRow.Place;
import mtv.scale.ScaleRow.Size;
import mtv.scale.ScaleRow.Spread;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of a run as a file of comma-separated values, with a line of names first. */
public final class ScaleFile {

    static final String NAMES = "scenario,destination,vms,gib,what,unit,p50,p95,max";

    private static final String SUFFIX = ".csv";
    private static final int FIELDS = NAMES.split(",").length;

    private ScaleFile() {}

    /** For a report. */
    public static String text(ScaleTable table) {
        return Stream.concat(Stream.of(NAMES), table.rows().stream().map(ScaleFile::line))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Adds a table to a file, which is made when there is none. Migrations of one run may end at once. */
    public static synchronized void add(Path file, ScaleTable table) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        String text = text(table);
        Files.writeString(
                file,
                Files.exists(file) ? text.substring(NAMES.length() + 1) : text,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Names of steps are texts from outside. */
    private static String line(ScaleRow row) {
        return Stream.of(
                        row.place().scenario(),
                        row.place().destination(),
                        row.size().vms(),
                        number(row.size().gib()),
                        row.what(),
                        row.unit(),
                        number(row.spread().p50()),
                        number(row.spread().p95()),
                        number(row.spread().max()))
                .map(value -> value.toString().replaceAll("[,\"\\p{Cntrl}]", " "))
                .collect(Collectors.joining(","));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /**
     * Reads a file, or all of a folder.
     *
     * @throws IllegalArgumentException for what is no such file, with the line
     */
    static List<ScaleRow> read(Path place) throws IOException {
        if (!Files.exists(place)) {
            throw new IllegalArgumentException(place + " does not exist");
        }
        List<ScaleRow> rows = new ArrayList<>();
        if (Files.isDirectory(place)) {
            try (Stream<Path> files = Files.list(place)) {
                for (Path file : files.filter(any -> any.toString().endsWith(SUFFIX))
                        .sorted()
                        .toList()) {
                    rows.addAll(read(file));
                }
            }
            return rows;
        }
        List<String> lines = Files.readAllLines(place);
        if (lines.isEmpty() || !lines.get(0).equals(NAMES)) {
            throw new IllegalArgumentException(place + ":1: expected the line " + NAMES);
        }
        for (int i = 1; i < lines.size(); i++) {
            rows.add(row(lines.get(i), place + ":" + (i + 1)));
        }
        return rows;
    }

    private static ScaleRow row(String line, String where) {
        String[] field = line.split(",", -1);
        try {
            if (field.length != FIELDS) {
                throw new NumberFormatException(field.length + " fields");
            }
            return new ScaleRow(
                    new Place(field[0], field[1]),
                    new Size(Integer.parseInt(field[2]), Double.parseDouble(field[3])),
                    field[4],
                    field[5],
                    new Spread(
                            Double.parseDouble(field[6]), Double.parseDouble(field[7]), Double.parseDouble(field[8])));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(where + ": expected " + NAMES + ", but was " + line, e);
        }
    }
}
