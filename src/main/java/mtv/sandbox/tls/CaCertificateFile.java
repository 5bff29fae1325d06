package mtv.sandbox.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sandbox's certificate as a file, for settings that name one; gone with the sandbox. */
public record CaCertificateFile(Path path) implements AutoCloseable {

    public static CaCertificateFile write(String pem) {
        try {
            Path path = Files.createTempFile("mtv-sandbox-", ".pem");
            path.toFile().deleteOnExit();
            return new CaCertificateFile(Files.writeString(path, pem));
        } catch (IOException e) {
            throw new UncheckedIOException("no place for the sandbox's certificate", e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }
}
