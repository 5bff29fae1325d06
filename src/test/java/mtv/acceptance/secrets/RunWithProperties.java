package mtv.acceptance.secrets;

import org.testng.TestNG;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs TestNG as Surefire does: when it has ended, the system properties of its JVM are written to a file. */
final class RunWithProperties {

    private RunWithProperties() {}

    /** @param arguments the file, then those of TestNG's command line */
    public static void main(String[] arguments) throws IOException {
        String[] ofTestNg = new String[arguments.length - 1];
        System.arraycopy(arguments, 1, ofTestNg, 0, ofTestNg.length);
        TestNG run = TestNG.privateMain(ofTestNg, null);
        try (Writer file = Files.newBufferedWriter(Path.of(arguments[0]))) {
            System.getProperties().store(file, null);
        }
        System.exit(run.getStatus());
    }
}
