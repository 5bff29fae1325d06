package mtv.report;

import io.qameta.allure.util.PropertiesUtils;
import mtv.observe.ProductVersions;
import mtv.settings.ClusterCredentials;
import mtv.settings.Settings;
import mtv.settings.SourceProviderEntry;
import mtv.text.Visible;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.testng.ISuite;
import org.testng.ISuiteListener;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes Allure's environment.properties: what was tested, and where. Suites of one run share that file, and those of
 * {@link AllureFiles}.
 */
public final class AllureEnvironment implements ISuiteListener {
    private static final Logger LOG = LogManager.getLogger();
    private static final String CLUSTER = "Cluster";

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
        new AllureFiles(folder, System.getenv()).write();
        write(suite);
    }

    /** Writes it again, since the sandbox's settings and the clusters' versions are known now. */
    @Override
    public void onFinish(ISuite suite) {
        write(suite);
    }

    private void write(ISuite suite) {
        if (suite.getAttribute(Settings.ATTRIBUTE) instanceof Settings settings) {
            note(settings);
            note("Destination", suite.getParameter("destination"));
            if (suite.getAttribute(EvidenceSource.ATTRIBUTE) instanceof EvidenceSource run) {
                note(run.versions());
            }
            save();
        }
    }

    private void note(Settings settings) {
        note(
                CLUSTER,
                settings.isSandbox()
                        ? "SANDBOX (simulated, no real cluster)"
                        : settings.cluster().hub().host().orElse(""));
        settings.cluster().remote().flatMap(ClusterCredentials::host).ifPresent(host -> note("Cluster.remote", host));
        note("MTV.namespace", settings.cluster().mtvNamespace());
        Optional<SourceProviderEntry> source = settings.source().entry();
        note("Source.provider", source.map(SourceProviderEntry::key).orElse(""));
        note("Source.type", source.map(entry -> entry.type().id()).orElse(""));
        note("Source.version", source.map(SourceProviderEntry::version).orElse(""));
        note("Storage.class", settings.target().storageClass().orElse(""));
    }

    private void note(ProductVersions versions) {
        versions.openShift().ifPresent(version -> note("OpenShift.version", version));
        versions.mtv().ifPresent(version -> note("MTV.version", version));
        versions.remoteOpenShift().ifPresent(version -> note("Remote.OpenShift.version", version));
    }

    private void note(String name, String value) {
        if (value != null && !value.isEmpty()) {
            environment.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(value);
        }
    }

    /** The cluster comes first, since Allure shows only the first few lines at once. */
    private void save() {
        StringBuilder text = new StringBuilder();
        Stream.concat(Stream.of(CLUSTER), environment.keySet().stream().filter(name -> !name.equals(CLUSTER)))
                .filter(environment::containsKey)
                .forEach(name -> text.append(line(name, String.join(", ", environment.get(name)))));
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("environment.properties"), text);
        } catch (IOException e) {
            LOG.warn("Allure's environment cannot be written: {}", e.getMessage());
        }
    }

    private static String line(String name, String value) {
        return name + "=" + Visible.line(value).replace("\\", "\\\\") + System.lineSeparator();
    }
}
