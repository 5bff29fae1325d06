package mtv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where tests put files: below the build's folder, so that they go with {@code mvn clean}. */
public final class Scratch {

    private Scratch() {}

    /** Creates an empty file whose name begins and ends like this. */
    public static Path file(String prefix, String suffix) throws IOException {
        return Files.createTempFile(place(), prefix, suffix);
    }

    /** Creates an empty folder whose name begins like this. */
    public static Path folder(String prefix) throws IOException {
        return Files.createTempDirectory(place(), prefix);
    }

    /** A PEM file with the certificate of a CA that signed nothing. */
    public static Path caFile() {
        return Path.of("src", "test", "resources", "mtv", "ca.pem").toAbsolutePath();
    }

    private static Path place() throws IOException {
        return Files.createDirectories(Path.of("target", "scratch").toAbsolutePath());
    }
}
