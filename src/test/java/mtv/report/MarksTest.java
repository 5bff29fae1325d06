package mtv.report;

import mtv.Scratch;
import mtv.observe.ProductVersions;
import mtv.settings.Settings;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;
import org.testng.IInvokedMethod;
import org.testng.IInvokedMethodListener;
import org.testng.ISuite;
import org.testng.ISuiteListener;
import org.testng.ITestListener;
import org.testng.ITestResult;
import org.testng.Reporter;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

import static org.assertj.core.api.Assertions.assertThat;

/** Nobody may take a sandbox run for a cluster run, whichever report he reads. */
public class MarksTest {
    /** Hands a suite the settings of one or the other run, and asks what its results said. */
    private static final class Run implements ISuiteListener, IInvokedMethodListener, ITestListener {
        private final Settings settings;
        private final Map<String, List<String>> output = new HashMap<>();

        Run(Settings settings) {
            this.settings = settings;
        }

        @Override
        public void onStart(ISuite suite) {
            suite.setAttribute(Settings.ATTRIBUTE, settings);
        }

        @Override
        public void onFinish(ISuite suite) {
            suite.getResults().values().stream()
                    .map(result -> result.getTestContext().getSkippedTests().getAllResults())
                    .forEach(results -> results.forEach(this::keep));
        }

        @Override
        public void afterInvocation(IInvokedMethod method, ITestResult result) {
            keep(result);
        }

        private void keep(ITestResult result) {
            output.put(result.getMethod().getMethodName(), Reporter.getOutput(result));
        }
    }

    private static Settings settings(String... cluster) {
        Map<String, String> properties = new HashMap<>(Map.of("cluster", "sandbox"));
        for (int index = 0; index < cluster.length; index += 2) {
            properties.put(cluster[index], cluster[index + 1]);
        }
        return Settings.of(new SettingsSources(Path.of("src"), properties, Map.of(), SuiteParameters.none()));
    }

    private static Settings openShift() throws IOException {
        Path directory = Scratch.folder("marks");
        Files.writeString(
                directory.resolve(".providers.json"),
                "{\"vc\": {\"type\": \"vsphere\", \"version\": \"8.0.3\", \"api_url\": \"https://vc.example/sdk\","
                        + " \"ca_file\": \"" + Scratch.caFile()
                        + "\", \"username\": \"admin\", \"password\": \"hidden\"}}");
        Map<String, String> given = Map.of(
                "cluster_host", "https://api.one.example:6443",
                "cluster_username", "kubeadmin",
                "cluster_password", "hidden",
                "source_provider", "vc",
                "storage_class", "fast");
        return Settings.of(new SettingsSources(directory, given, Map.of(), SuiteParameters.none()));
    }

    @DataProvider
    Object[][] ends() {
        return new Object[][] {{"nowhere"}, {"createPlan"}, {"gate"}};
    }

    @Test(dataProvider = "ends")
    public void everyResultOfASandboxRunSaysSo(String broken) {
        Run run = new Run(settings());
        new Chain().suite("broken", broken).run(run, new SandboxMark());
        assertThat(run.output.keySet()).contains("createPlan", "executeMigration", "checkVms");
        assertThat(run.output.values()).allSatisfy(lines -> assertThat(lines).contains("SANDBOX RUN"));
    }

    @Test
    public void noResultOfAClusterRunDoes() throws IOException {
        Run run = new Run(openShift());
        new Chain().run(run, new SandboxMark());
        assertThat(run.output.values()).allSatisfy(lines -> assertThat(lines).isEmpty());
    }

    @Test
    public void allureSaysWhereASandboxRunWas() throws IOException {
        assertThat(environmentOf(settings()))
                .isEqualTo(Map.of(
                        "Cluster", "SANDBOX (simulated, no real cluster)",
                        "Destination", "remote",
                        "MTV.namespace", "openshift-mtv"));
    }

    @Test
    public void allureSaysWhereAClusterRunWasAndNothingSecret() throws IOException {
        assertThat(environmentOf(openShift()))
                .isEqualTo(Map.of(
                        "Cluster", "https://api.one.example:6443",
                        "Destination", "remote",
                        "MTV.version", "2.12.0",
                        "MTV.namespace", "openshift-mtv",
                        "Source.provider", "vc",
                        "Source.type", "vsphere",
                        "Source.version", "8.0.3",
                        "Storage.class", "fast"));
    }

    private static Map<String, String> environmentOf(Settings settings) throws IOException {
        Path folder = Scratch.folder("allure-results");
        Versions versions = new Versions(new ProductVersions(
                Optional.empty(), settings.isSandbox() ? Optional.empty() : Optional.of("2.12.0"), Optional.empty()));
        new Chain()
                .suite("destination", "remote")
                .run(new Run(settings), new AllureEnvironment(folder), new ISuiteListener() {
                    @Override
                    public void onFinish(ISuite suite) {
                        suite.setAttribute(EvidenceSource.ATTRIBUTE, versions);
                    }
                });
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(folder.resolve("environment.properties"))) {
            properties.load(reader);
        }
        Map<String, String> read = new HashMap<>();
        properties.forEach((name, value) -> read.put(name.toString(), value.toString()));
        return read;
    }

    private record Versions(ProductVersions versions) implements EvidenceSource {
        @Override
        public Map<String, String> collect() {
            return Map.of();
        }
    }
}
