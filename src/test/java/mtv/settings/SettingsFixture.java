package mtv.settings;

import mtv.Scratch;
import mtv.settings.input.Problems;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The settings of a test: properties, environment, suite and files, in a directory of its own. */
final class SettingsFixture {
    /** A real cluster, so that a test can be about something else. */
    static final String CLUSTER = """
            cluster_host=https://api.one.example:6443
            cluster_username=kubeadmin
            cluster_password=hidden
            source_provider=vc
            storage_class=fast
            source_provider_insecure_skip_verify=true
            """;

    private final Path directory;
    private final Map<String, String> systemProperties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> suite = new HashMap<>();
    private final Map<String, Map<String, String>> tests = new HashMap<>();

    SettingsFixture() {
        try {
            directory = Scratch.folder("settings");
            Files.createDirectory(directory.resolve("config"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SettingsFixture systemProperty(String key, String value) {
        systemProperties.put(key, value);
        return this;
    }

    SettingsFixture environment(String key, String value) {
        environment.put(key, value);
        return this;
    }

    SettingsFixture test(String name, Map<String, String> parameters) {
        tests.put(name, parameters);
        return this;
    }

    SettingsFixture suite(String key, String value) {
        suite.put(key, value);
        return this;
    }

    SettingsFixture file(String text) {
        return write("config/config.properties", text);
    }

    SettingsFixture providers(String text) {
        return write(".providers.json", text);
    }

    /** A real cluster with a source to migrate from. */
    SettingsFixture cluster() {
        return file(CLUSTER).providers("""
                {"vc": {"type": "vsphere", "version": "8.0.3", "api_url": "https://vc.example/sdk",
                        "username": "admin", "password": "hidden"}}
                """);
    }

    SettingsFixture write(String file, String text) {
        try {
            Files.writeString(directory.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    SettingsFixture write(String file, byte[] bytes) {
        try {
            Files.write(directory.resolve(file), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Path path(String file) {
        return directory.resolve(file);
    }

    SettingsSources sources() {
        return new SettingsSources(
                directory, systemProperties, environment, new SuiteParameters("testng-remote.xml", suite, tests));
    }

    Settings read() {
        return Settings.of(sources());
    }

    /** Every problem, as a person reads it, with the directory left out. */
    List<String> problems() {
        Problems problems = new Problems();
        Settings.read(sources(), problems);
        return problems.list().stream()
                .map(problem -> problem.toString().replace(directory + "/", ""))
                .toList();
    }
}
