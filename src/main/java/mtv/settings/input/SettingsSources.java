package mtv.settings.input;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All sources of settings as values, so that a test need not change its process.
 *
 * @param directory what relative paths start from
 */
public record SettingsSources(
        Path directory, Map<String, String> systemProperties, Map<String, String> environment, SuiteParameters suite) {
    public static SettingsSources ofThisProcess(SuiteParameters suite) {
        Map<String, String> properties = System.getProperties().stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, System::getProperty));
        return new SettingsSources(Path.of(""), properties, System.getenv(), suite);
    }

    /** Without the values, because some are secret. */
    @Override
    public String toString() {
        return "sources of " + suite.file();
    }
}
