package mtv.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files beside Allure's results that hold for all of them: by what failures are sorted, and which build of Jenkins
 * made them. Allure's own documentation names their fields.
 */
final class AllureFiles {

    private static final Logger LOG = LogManager.getLogger();

    private final Path folder;
    private final Map<String, String> environment;

    /** @param environment of this process, where Jenkins leaves what it knows of the build */
    AllureFiles(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    void write() {
        try (InputStream categories = AllureFiles.class.getResourceAsStream("categories.json")) {
            Files.createDirectories(folder);
            Files.copy(categories, folder.resolve("categories.json"), StandardCopyOption.REPLACE_EXISTING);
            if (environment.containsKey("BUILD_URL")) {
                new ObjectMapper().writeValue(folder.resolve("executor.json").toFile(), executor());
            }
        } catch (IOException e) {
            LOG.warn("Allure's categories cannot be written: {}", e.getMessage());
        }
    }

    private Map<String, Object> executor() {
        String number = environment.getOrDefault("BUILD_NUMBER", "");
        Map<String, Object> executor = new LinkedHashMap<>();
        executor.put("name", "Jenkins");
        executor.put("type", "jenkins");
        executor.put("url", environment.getOrDefault("JENKINS_URL", environment.get("BUILD_URL")));
        executor.put("buildName", environment.getOrDefault("JOB_NAME", "") + " #" + number);
        executor.put("buildUrl", environment.get("BUILD_URL"));
        if (number.matches("\\d{1,9}")) {
            executor.put("buildOrder", Integer.parseInt(number));
        }
        return executor;
    }
}
