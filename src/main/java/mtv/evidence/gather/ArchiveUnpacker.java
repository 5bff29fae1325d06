package mtv.evidence.gather;

import mtv.text.Visible;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Unpacks the tar of a must-gather, and the {@code must-gather.tar.gz} that MTV's scripts pack their files into, into
 * one folder. Nothing is written that leads out of it, and no link; what is written has nothing secret in it, so that
 * the archive as it came never lies on a disk. A file that is no text, or too large, is left out. It stops at its
 * limits, whatever is still to come.
 */
final class ArchiveUnpacker {

    /** In bytes. */
    static final int MOST_OF_A_FILE = 16 * 1024 * 1024;

    private static final long MOST_OF_ALL = 512L * 1024 * 1024;
    private static final int MOST_FILES = 20_000;
    private static final int NAMED = 5;

    /** Within the outer tar: what the scripts leave, as they end by themselves. */
    private static final String INNER = "must-gather.tar.gz";

    /** What the names inside begin with, as the folder that they were gathered in. */
    private static final String ROOT = "must-gather";

    private final Path folder;
    private final long mostBytes;
    private final int mostFiles;
    private final Map<String, List<String>> leftOut = new LinkedHashMap<>();
    private int files;
    private int entries;
    private long bytes;
    private boolean full;

    ArchiveUnpacker(Path folder) {
        this(folder, MOST_OF_ALL, MOST_FILES);
    }

    /** @param mostBytes of all files together */
    ArchiveUnpacker(Path folder, long mostBytes, int mostFiles) {
        this.folder = folder;
        this.mostBytes = mostBytes;
        this.mostFiles = mostFiles;
    }

    /**
     * @return false when it stopped at a limit
     * @throws IOException when the archive breaks off or is none; what was unpacked before stays
     */
    boolean unpack(InputStream tar) throws IOException {
        unpack(tar, true);
        return !full;
    }

    private void unpack(InputStream stream, boolean outer) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(stream, StandardCharsets.UTF_8.name());
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null && !full; entry = tar.getNextEntry()) {
            Optional<List<String>> path = path(entry.getName());
            if (path.isEmpty()) {
                leaveOut("leads out of the archive", entry.getName());
            } else if (outer && path.get().equals(List.of(INNER))) {
                unpack(
                        GzipCompressorInputStream.builder()
                                .setInputStream(tar)
                                .setDecompressConcatenated(true)
                                .get(),
                        false);
            } else if (!entry.isDirectory()) {
                take(entry, tar, path.get());
            }
        }
    }

    private void take(TarArchiveEntry entry, InputStream content, List<String> path) throws IOException {
        entries++;
        if (entries > mostFiles || bytes + entry.getSize() > mostBytes) {
            full = true;
            return;
        }
        if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink() || path.isEmpty()) {
            leaveOut("is a link or a device", entry.getName());
        } else if (entry.getSize() > MOST_OF_A_FILE) {
            leaveOut("is larger than " + Size.words(MOST_OF_A_FILE), entry.getName());
        } else {
            byte[] read = content.readNBytes(MOST_OF_A_FILE);
            bytes += read.length;
            write(path, GatheredText.withoutSecrets(entry.getName(), read));
        }
    }

    private void write(List<String> path, Optional<String> text) throws IOException {
        String name = String.join("/", path);
        if (text.isEmpty()) {
            leaveOut("cannot be read as text", name);
            return;
        }
        try {
            Path file = folder.resolve(name).normalize();
            if (!file.startsWith(folder)) {
                leaveOut("leads out of the archive", name);
                return;
            }
            Files.createDirectories(file.getParent());
            Files.writeString(file, Visible.text(text.get()));
            files++;
        } catch (InvalidPathException | FileSystemException e) {
            leaveOut("has a name that no file can have here", name);
        }
    }

    /** The parts of a name below the folder that was gathered into; empty when it is not below it. */
    private static Optional<List<String>> path(String name) {
        List<String> parts = new ArrayList<>(Arrays.asList(name.split("/")));
        parts.removeIf(part -> part.isEmpty() || part.equals("."));
        if (name.startsWith("/") || parts.stream().anyMatch(part -> part.equals("..") || part.contains("\\"))) {
            return Optional.empty();
        }
        if (!parts.isEmpty() && parts.get(0).equals(ROOT)) {
            parts.remove(0);
        }
        return Optional.of(parts.stream().map(Visible::withoutHidden).toList());
    }

    private void leaveOut(String why, String name) {
        leftOut.computeIfAbsent(why, any -> new ArrayList<>()).add(Visible.line(name));
    }

    int files() {
        return files;
    }

    /** What is not there that was in the archive, a line for each reason. */
    List<String> leftOut() {
        List<String> lines = new ArrayList<>();
        leftOut.forEach((why, names) -> lines.add("left out, as it " + why + ": "
                + String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                + (names.size() > NAMED ? ", and " + (names.size() - NAMED) + " more" : "")));
        if (full) {
            lines.add("left out, as there is more than " + Size.words(mostBytes) + " or " + mostFiles
                    + " files: the rest of the archive");
        }
        return lines;
    }
}
