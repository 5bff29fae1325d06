package mtv.job;

import mtv.settings.Settings;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code config/jenkins/Jenkinsfile} names only what there is. */
public class JenkinsfileTest {

    private static final Path FILE = Path.of("config", "jenkins", "Jenkinsfile");

    /** What the pipeline itself reads. */
    private static final Set<String> OWN =
            Set.of("AGENT", "SOURCES", "STORAGES", "DESTINATIONS", "CLUSTER_LOGIN", "PROVIDERS", "DESTINATION");

    /** Properties of Maven and its plugins. */
    private static final Set<String> OF_MAVEN = Set.of("surefire.suiteXmlFiles", "exec.mainClass", "exec.args");

    private String text;

    @BeforeClass
    public void read() throws IOException {
        text = Files.readString(FILE);
    }

    @Test
    public void bracketsAreClosed() {
        Deque<Character> open = new ArrayDeque<>();
        String code = text.replaceAll("(?m)//.*$", "").replaceAll("'[^'\n]*'", "''");
        for (char each : code.toCharArray()) {
            int opens = "([{".indexOf(each);
            if (opens >= 0) {
                open.push(")]}".charAt(opens));
            } else if (")]}".indexOf(each) >= 0) {
                assertThat(open.pop()).isEqualTo(each);
            }
        }
        assertThat(open).isEmpty();
        assertThat(code).doesNotContain("'''").doesNotContain("\"");
    }

    /** Parameters, axes and bound credentials become environment variables, which the suite reads as settings. */
    @Test
    public void everyVariableIsASettingOrReadByThePipeline() {
        Set<String> settings = Settings.keyNames().stream()
                .map(name -> name.toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
        Set<String> variables = all("(?:name:? |[vV]ariable: )'([A-Z_]+)'");
        assertThat(variables).contains("SOURCE_PROVIDER", "STORAGE_CLASS", "CLUSTER_PASSWORD", "PROVIDERS_FILE");
        variables.removeAll(settings);
        assertThat(variables).isEqualTo(new TreeSet<>(OWN));
        OWN.forEach(name -> assertThat(text).containsPattern("params\\." + name + "\\b|[$(]" + name + "\\b"));
    }

    /** The suite takes a variable whose name is nearly that of a setting for a slip. */
    @Test
    public void noVariableOfThePipelineIsTakenForASetting() {
        Map<String, String> environment = OWN.stream().collect(Collectors.toMap(name -> name, name -> "x"));
        assertThat(Settings.of(new SettingsSources(Path.of(""), Map.of(), environment, SuiteParameters.none()))
                        .warnings())
                .isEmpty();
    }

    /** {@code CLUSTER} is a setting, so that a variable of this name with a user and a password would be one, too. */
    @Test
    public void noVariableIsASettingByAccident() {
        assertThat(all("'(CLUSTER|SOURCE|RECORD|REPLAY|DOCTOR|EVIDENCE)'")).isEmpty();
    }

    @Test
    public void theSuiteOfEachDestinationIsThere() {
        String values = only("name 'DESTINATION'\\s+values ([^\n]+)");
        List<String> destinations = Stream.of(values.split(","))
                .map(each -> each.strip().replace("'", ""))
                .toList();
        assertThat(destinations).containsExactlyInAnyOrder("remote", "local");
        assertThat(text).contains("-Dsurefire.suiteXmlFiles=testng-$DESTINATION.xml");
        assertThat(destinations)
                .allSatisfy(
                        each -> assertThat(Path.of("testng-" + each + ".xml")).exists());
    }

    @Test
    public void mainClassesAndPropertiesAreThere() throws IOException {
        assertThat(all("-Dexec.mainClass=(\\S+)"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Path.of("src", "main", "java", name.replace('.', '/') + ".java"))
                        .exists());
        Set<String> settings = new TreeSet<>(Settings.keyNames());
        settings.addAll(OF_MAVEN);
        assertThat(settings).containsAll(all("-D([\\w.]+)="));
    }

    @Test
    public void sourcesAreEntriesOfTheExample() throws IOException {
        String example = Files.readString(Path.of("config", "providers.example.json"));
        String values = only("name 'SOURCE_PROVIDER'\\s+values ([^\n]+)");
        assertThat(Stream.of(values.split(",")).map(each -> each.strip().replace('\'', '"') + ": {"))
                .allSatisfy(entry -> assertThat(example).contains(entry));
    }

    /** Percentages, of which the plugin acts on those that are exceeded. */
    @Test
    public void aRunOfWhichAllWasSkippedFails() {
        assertThat(only("thresholdMode: (\\d)")).isEqualTo("2");
        assertThat(Integer.parseInt(only("failedSkips: (\\d+)"))).isLessThan(100);
        assertThat(only("failedFails: (\\d+)")).isEqualTo("0");
        assertThat(text).contains("failureOnFailedTestConfig: true");
    }

    @Test
    public void whatIsReportedIsWhereMavenPutsIt() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        assertThat(only("results: \\[\\[path: 'target/([^']+)'")).isEqualTo("allure-results");
        assertThat(pom).contains("<allure.results>${project.build.directory}/allure-results</allure.results>");
        assertThat(text)
                .contains("'target/surefire-reports/testng-results.xml'", "target/evidence/**", ".mtv-ledger/*");
    }

    private Set<String> all(String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String only(String pattern) {
        Set<String> found = all(pattern);
        assertThat(found).as(pattern).hasSize(1);
        return found.iterator().next();
    }
}
