package mtv.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import mtv.Scratch;
import mtv.sandbox.clock.SandboxTime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A container of a Job, started as a process: in a folder with nothing but what the Containerfile copies, by its entry
 * point with the arguments and the environment of the Job. The paths of the container are folders below a scratch
 * folder.
 */
final class ImageRun implements AutoCloseable {

    private static final Path IMAGE = Path.of("target", "image").toAbsolutePath();
    private static final Set<String> VOLUMES = Set.of("/results", "/tmp", "/etc/mtv-e2e");

    private final Path root = Scratch.folder("container");
    private final Path console = Scratch.file("container", ".txt");
    private final Containerfile containerfile;
    private final Map<String, String> environment = new HashMap<>();
    private Process process;

    private ImageRun(Container container, Map<String, String> settings) throws IOException {
        assertThat(IMAGE).as("mvn process-test-classes lays it out").isDirectory();
        containerfile = Containerfile.read(IMAGE.resolve("Containerfile"));
        for (String copied : containerfile.all("COPY")) {
            copy(copied.split("\\s+"));
        }
        for (String volume : VOLUMES) {
            Files.createDirectories(inside(volume));
        }
        container.getEnv().stream()
                .filter(variable -> variable.getValue() != null)
                .forEach(variable -> environment.put(variable.getName(), mapped(variable.getValue())));
        settings.forEach((key, value) -> environment.put(key.toUpperCase(Locale.ROOT), value));
    }

    /**
     * @param settings in place of those of the ConfigMap and the Secret
     * @param fields by the names of variables that the kubelet fills in
     */
    static ImageRun start(Container container, Map<String, String> settings, Map<String, String> fields)
            throws IOException {
        ImageRun run = new ImageRun(container, settings);
        container.getEnv().stream()
                .filter(variable -> variable.getValueFrom() != null)
                .map(EnvVar::getName)
                .forEach(name -> run.environment.put(name, fields.get(name)));
        run.environment.putAll(fields);
        run.start(container);
        return run;
    }

    private void start(Container container) throws IOException {
        List<String> command = new ArrayList<>(
                container.getCommand().isEmpty() ? containerfile.command("ENTRYPOINT") : container.getCommand());
        command.addAll(container.getArgs().isEmpty() ? containerfile.command("CMD") : container.getArgs());
        assertThat(command.get(0)).as("the first process").isEqualTo("java");
        command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(1, "-Djava.io.tmpdir=" + inside("/tmp"));
        command.add(2, "-XX:TieredStopAtLevel=1");
        ProcessBuilder builder = new ProcessBuilder(
                        command.stream().map(this::mapped).map(this::expanded).toList())
                .directory(inside(containerfile.last("WORKDIR")).toFile())
                .redirectErrorStream(true)
                .redirectOutput(console.toFile());
        builder.environment().keySet().retainAll(Set.of("PATH"));
        builder.environment().putAll(environment);
        process = builder.start();
    }

    private void copy(String... names) throws IOException {
        Path to = inside(names[names.length - 1]);
        for (int index = 0; index < names.length - 1; index++) {
            Path from = IMAGE.resolve(names[index]);
            assertThat(from).exists();
            Path place = names[names.length - 1].endsWith("/") ? to.resolve(names[index]) : to;
            Files.createDirectories(place.getParent());
            Files.createSymbolicLink(place, from);
        }
    }

    /** A path of the container. */
    Path inside(String path) {
        return root.resolve(path.substring(1));
    }

    private String mapped(String text) {
        return Stream.concat(VOLUMES.stream(), Stream.of("/suite"))
                .reduce(text, (mapped, path) -> mapped.replaceAll("(^|[=:,])" + path + "(?=/|$)", "$1" + root + path));
    }

    /** As Kubernetes replaces variables in arguments. */
    private String expanded(String text) {
        return environment.entrySet().stream()
                .reduce(
                        text,
                        (all, variable) -> all.replace("$(" + variable.getKey() + ")", variable.getValue()),
                        (a, b) -> a);
    }

    /** As the kubelet stops a pod. */
    void stop() {
        process.destroy();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int end() throws InterruptedException {
        assertThat(process.waitFor(SandboxTime.HANG.toMinutes(), TimeUnit.MINUTES))
                .as(this::said)
                .isTrue();
        return process.exitValue();
    }

    String said() {
        try {
            return Files.readString(console);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything in the container that is neither a volume nor of the image. */
    Set<String> writtenElsewhere() throws IOException {
        Set<String> all = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> !Files.isDirectory(file) && !Files.isSymbolicLink(file))
                    .map(file -> "/" + root.relativize(file))
                    .filter(file -> VOLUMES.stream().noneMatch(file::startsWith))
                    .forEach(all::add);
        }
        return all;
    }

    /** Text of all results of Allure below a folder. */
    static String allure(Path folder) throws IOException {
        ObjectMapper json = new ObjectMapper();
        try (Stream<Path> files = Files.list(folder.resolve("allure-results"))) {
            return files.filter(file -> file.toString().endsWith("-result.json"))
                    .map(file -> {
                        try {
                            return json.readTree(file.toFile()).toString();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .collect(Collectors.joining("\n"));
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
