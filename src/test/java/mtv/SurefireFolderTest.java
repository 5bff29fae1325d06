package mtv;

import org.testng.SkipException;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import static org.assertj.core.api.Assertions.assertThat;

/** Surefire hands the -D properties of the command line to this JVM in a file that everybody may read. */
public class SurefireFolderTest {

    /** Its booter is started with that folder as its first argument. */
    @Test
    public void theFolderOfThatFileIsItsOwnersAlone() throws IOException {
        String[] command = System.getProperty("sun.java.command", "").split(" ");
        if (!command[0].contains("surefire") || command.length < 2) {
            throw new SkipException("Maven has not started this JVM");
        }
        Path folder = Path.of(command[1]);
        if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            throw new SkipException("files have no owners here");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }
}
