package mtv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where tests put files: below the build's folder, so that they go with {@code mvn clean}. */
public final class Scratch {

    private Scratch() {}

    /** A new, empty file of a name that begins and ends so. */
    public static Path file(String prefix, String suffix) throws IOException {
        return Files.createTempFile(place(), prefix, suffix);
    }

    /** A new, empty folder of a name that begins so. */
    public static Path folder(String prefix) throws IOException {
        return Files.createTempDirectory(place(), prefix);
    }

    /** A PEM file with the certificate of a CA that nobody uses. */
    public static Path caFile() {
        return Path.of("src", "test", "resources", "mtv", "ca.pem").toAbsolutePath();
    }

    private static Path place() throws IOException {
        return Files.createDirectories(Path.of("target", "scratch").toAbsolutePath());
    }
}
