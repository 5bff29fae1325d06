package mtv.acceptance.harness;

import mtv.Scratch;
import org.testng.TestNG;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A suite in a process of its own, as a person starts it, so that it can be sent signals. */
public final class SuiteProcess {

    private SuiteProcess() {}

    /**
     * @param settings get there by the environment
     * @param console gets all that the process says
     * @param options of TestNG's command line
     */
    public static Process start(String suite, Map<String, String> settings, Path console, String... options)
            throws IOException {
        return start(classPath(), suite, settings, console, List.of(options));
    }

    /** The same with other classes. */
    public static Process start(
            String classPath, String suite, Map<String, String> settings, Path console, List<String> options)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dmtv.log=" + Path.of("target", "signalled.log"),
                "-cp",
                classPath,
                TestNG.class.getName(),
                "-d",
                Scratch.folder("testng").toString()));
        command.addAll(options);
        command.add(new File(suite).getAbsolutePath());
        ProcessBuilder process =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(console.toFile());
        settings.forEach((key, value) -> process.environment().put(key.toUpperCase(Locale.ROOT), value));
        return process.start();
    }

    /** A main class of the suite, which gets settings and console likewise. */
    public static Process ofMain(Class<?> main, Map<String, String> settings, Path console, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder process =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(console.toFile());
        settings.forEach((key, value) -> process.environment().put(key.toUpperCase(Locale.ROOT), value));
        return process.start();
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** A class path whose folders are copies, which may be deleted. */
    public static String copiedClassPath(Path folder) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath().split(File.pathSeparator)) {
            Path from = Path.of(entry);
            entries.add(Files.isDirectory(from) ? copy(from, folder.resolve("" + entries.size())) : entry);
        }
        return String.join(File.pathSeparator, entries);
    }

    private static String copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        return to.toString();
    }
}
