package mtv.sandbox.kubevirt.gather;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * What a container that gathered has left.
 *
 * @param files below {@code /must-gather}
 * @param log what it told, line by line
 * @param exitCode of its script
 */
public record GatheredFiles(Map<String, byte[]> files, List<String> log, int exitCode) {

    private static final String ARCHIVE = "must-gather.tar.gz";

    /** The files in one archive, which takes their place, as the script does it at its good end. */
    GatheredFiles packed() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream zipped = new GZIPOutputStream(bytes)) {
            zipped.write(tar("must-gather/", files));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new GatheredFiles(Map.of(ARCHIVE, bytes.toByteArray()), log, exitCode);
    }

    /** As {@code tar -cf - .} writes the folder. */
    public byte[] tar() {
        return tar("./", files);
    }

    private static byte[] tar(String root, Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            tar.putArchiveEntry(new TarArchiveEntry(root));
            tar.closeArchiveEntry();
            for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(root + file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
