package mtv.settings;

import mtv.settings.input.Problems;
import mtv.settings.input.TextFile;
import mtv.settings.input.UnreadableFileException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads the PEM files that settings name, and reports what is wrong with each.
 *
 * @param where place of the setting
 * @param owner begins the message, such as the name of the source provider
 * @param field name of the field in front of the file's name; may be empty
 */
record CaFiles(String where, String owner, String field, Problems problems) {

    /**
     * The certificates; empty when there is a problem with the file.
     *
     * @param used whether the run uses the certificates; if not, the file must only be readable
     */
    Optional<CaFile> read(Path file, boolean used) {
        try {
            return Optional.of(used ? certificates(file) : unused(file));
        } catch (NoSuchFileException e) {
            problems.add(where, owner + "cannot read " + field + file, "name a PEM file");
        } catch (UnreadableFileException e) {
            problems.add(where, owner + field + file + " " + e.getMessage(), CaFile.EXPECTED);
        } catch (IOException e) {
            problems.add(where, owner + "cannot read " + field + file + " (" + e.getMessage() + ")", "name a PEM file");
        }
        return Optional.empty();
    }

    private CaFile certificates(Path file) throws IOException {
        CaFile read = CaFile.read(file);
        read.warnings().forEach(problems::note);
        return read;
    }

    private static CaFile unused(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new NoSuchFileException(file.toString());
        }
        TextFile.bytes(file);
        return new CaFile(file, "", List.of());
    }
}
