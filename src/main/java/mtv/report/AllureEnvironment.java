package mtv.report;

import io.qameta.allure.util.PropertiesUtils;
import mtv.cluster.EvidenceSource;
import mtv.settings.Settings;
import mtv.settings.SourceProviderEntry;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.testng.ISuite;
import org.testng.ISuiteListener;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/** Says at the head of Allure's report what was tested, and where. Suites of one run share that head. */
public final class AllureEnvironment implements ISuiteListener {
    private static final Logger LOG = LogManager.getLogger();

    private final Map<String, Set<String>> environment = new TreeMap<>();
    private final Path folder;

    public AllureEnvironment() {
        this(Path.of(PropertiesUtils.loadAllureProperties().getProperty("allure.results.directory", "allure-results")));
    }

    AllureEnvironment(Path folder) {
        this.folder = folder;
    }

    @Override
    public void onStart(ISuite suite) {
        write(suite);
    }

    /** Once more: now the sandbox has answered and the clusters have told their versions. */
    @Override
    public void onFinish(ISuite suite) {
        write(suite);
    }

    private void write(ISuite suite) {
        if (suite.getAttribute(Settings.ATTRIBUTE) instanceof Settings settings) {
            note(settings);
            note("Destination", suite.getParameter("destination"));
            if (suite.getAttribute(EvidenceSource.ATTRIBUTE) instanceof EvidenceSource clusters) {
                clusters.versions().forEach(this::note);
            }
            save();
        }
    }

    private void note(Settings settings) {
        note(
                "Cluster",
                settings.isSandbox()
                        ? "SANDBOX (simulated, no real cluster)"
                        : settings.cluster().host().orElse(""));
        note("MTV.namespace", settings.cluster().mtvNamespace());
        Optional<SourceProviderEntry> source = settings.source().entry();
        note("Source.provider", source.map(SourceProviderEntry::key).orElse(""));
        note("Source.type", source.map(entry -> entry.type().id()).orElse(""));
        note("Source.version", source.map(SourceProviderEntry::version).orElse(""));
        note("Storage.class", settings.target().storageClass().orElse(""));
    }

    private void note(String name, String value) {
        if (value != null && !value.isEmpty()) {
            environment.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(value);
        }
    }

    private void save() {
        Properties properties = new Properties();
        environment.forEach((name, values) -> properties.setProperty(name, String.join(", ", values)));
        try (StringWriter text = new StringWriter()) {
            properties.store(text, null);
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("environment.properties"), text.toString());
        } catch (IOException e) {
            LOG.warn("Allure's environment cannot be written: {}", e.getMessage());
        }
    }
}
