package mtv.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folder that gets everything a run writes. Maven keeps the same below {@code target}, and its ledgers beside that.
 */
final class ResultsFolder {

    /** Of Allure: how the same tests ended before; it is no result of the run. */
    private static final String HISTORY = "history";

    private static final String SHARE = "share.txt";
    private static final String LOG_PROPERTY = "mtv.log";

    private final Path folder;

    ResultsFolder(Path folder) {
        this.folder = folder;
    }

    /** Where TestNG puts its own results. */
    Path path() {
        return folder;
    }

    Path testNg() {
        return folder.resolve("testng-results.xml");
    }

    Path allure() {
        return folder.resolve("allure-results");
    }

    Path evidence() {
        return folder.resolve("evidence");
    }

    /** How long migrations took, by which two runs are compared. */
    Path scale() {
        return folder.resolve("scale");
    }

    Path log() {
        return folder.resolve("mtv.log");
    }

    /** Notes that these are the results of a part of a run. */
    void write(Share share) throws IOException {
        Files.writeString(folder.resolve(SHARE), share.toString());
    }

    boolean isOfShare() {
        return Files.exists(folder.resolve(SHARE));
    }

    /** @throws UncheckedIOException when these are no results of a share */
    Share share() {
        try {
            return Share.of(Files.readString(folder.resolve(SHARE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Tells whoever writes where to do so, unless {@code -D} or the environment has said something else. To be called
     * before any of them is loaded.
     */
    void announce() {
        Map.of(
                        LOG_PROPERTY,
                        log(),
                        "allure.results.directory",
                        allure(),
                        "evidence_path",
                        evidence(),
                        "mtv.scale",
                        scale(),
                        "ledger_path",
                        folder.resolve("ledger"))
                .forEach(ResultsFolder::announce);
    }

    private static void announce(String property, Path place) {
        if (System.getProperty(property) == null && System.getenv(variable(property)) == null) {
            System.setProperty(property, place.toString());
        }
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /** Deletes the results of an earlier run, which Allure would take for first attempts of this one. Ledgers stay. */
    void prepare() throws IOException {
        Files.createDirectories(folder);
        Files.deleteIfExists(testNg());
        Files.deleteIfExists(folder.resolve(SHARE));
        for (Path old : List.of(allure(), evidence(), scale())) {
            delete(old);
        }
    }

    private static void delete(Path old) throws IOException {
        if (!Files.isDirectory(old)) {
            return;
        }
        try (Stream<Path> files = Files.walk(old)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                boolean kept = old.relativize(file).startsWith(HISTORY);
                if (!kept && !(Files.isDirectory(file) && hasEntries(file))) {
                    Files.delete(file);
                }
            }
        }
    }

    private static boolean hasEntries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isPresent();
        }
    }
}
