package mtv.sandbox;

import mtv.Scratch;
import org.testng.SkipException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A client of the sandbox that runs as a program of its own and knows only a kubeconfig. */
record Peer(Path folder, Map<String, String> environment) {

    private static final long PATIENCE_SECONDS = 120;

    /** Exit code and output of the program. */
    record Outcome(int code, String said) {}

    Outcome run(String input, String... command) {
        try {
            Path said = folder.resolve("said");
            Path read = Files.writeString(folder.resolve("read"), input);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(read.toFile())
                    .redirectOutput(said.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                return new Outcome(-1, "no end after " + PATIENCE_SECONDS + " s: " + Files.readString(said));
            }
            return new Outcome(process.exitValue(), Files.readString(said));
        } catch (IOException e) {
            return new Outcome(-1, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Skips the test where that does not run. @param remedy how to get it */
    void require(String remedy, String... command) {
        Outcome outcome = run("", command);
        if (outcome.code() != 0) {
            throw new SkipException(remedy + " (" + outcome.said().strip() + ")");
        }
    }

    /** Writes a kubeconfig for a user of the sandbox. */
    static Peer of(Sandbox sandbox) {
        try {
            Path folder = Scratch.folder("sandbox-peer");
            ClientFiles files = ClientFiles.write(folder, sandbox);
            return new Peer(folder, Map.of("KUBECONFIG", files.kubeconfig().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
