package mtv.steps;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * The suite's own classes, loaded before a run creates anything: whoever deletes {@code target} in mid-run takes away
 * those that are not loaded yet, and with them the clean-up.
 */
final class LoadedClasses {

    private static final Logger LOG = LogManager.getLogger();
    private static final String SUFFIX = ".class";

    private LoadedClasses() {}

    /** Does nothing where they come from a jar, which stays open. */
    static void load() {
        CodeSource source = LoadedClasses.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return;
        }
        try {
            Path folder = Path.of(source.getLocation().toURI());
            if (Files.isDirectory(folder)) {
                names(folder).forEach(LoadedClasses::load);
            }
        } catch (IOException | URISyntaxException e) {
            LOG.debug("Classes are loaded when they are needed", e);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("mtv"))) {
            return files.map(file ->
                            folder.relativize(file).toString().replace('/', '.').replace('\\', '.'))
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .toList();
        }
    }

    private static void load(String name) {
        try {
            Class<?> ignored = Class.forName(name, false, LoadedClasses.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.debug("{} cannot be loaded", name, e);
        }
    }
}
