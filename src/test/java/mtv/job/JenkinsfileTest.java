package mtv.job;

import mtv.settings.Settings;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.Phases;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** A declarative pipeline is one call, and each of its sections is there at most once. */
    @Test
    public void isADeclarativePipelineInGroovy() {
        List<MethodCallExpression> script =
                callsIn(parsed().getStatementBlock()).toList();
        assertThat(script).extracting(MethodCallExpression::getMethodAsString).containsExactly("pipeline");
        MethodCallExpression pipeline = script.get(0);
        assertThat(sections(pipeline)).containsExactly("agent", "options", "parameters", "stages");
        assertThat(sections(only(pipeline, "matrix"))).containsExactly("agent", "axes", "when", "stages", "post");
        assertThat(sections(only(pipeline, "axes"))).containsOnly("axis");
        assertThat(sections(only(pipeline, "always")))
                .containsExactly("withCredentials", "testNG", "allure", "archiveArtifacts");
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

    private static ModuleNode parsed() {
        CompilationUnit unit = new CompilationUnit();
        unit.addSource(FILE.toFile());
        unit.compile(Phases.CONVERSION);
        return unit.getAST().getModules().get(0);
    }

    private static List<String> sections(MethodCallExpression call) {
        return callsIn(call).map(MethodCallExpression::getMethodAsString).toList();
    }

    /** The one call of that name anywhere in the closure of another. */
    private static MethodCallExpression only(MethodCallExpression outer, String name) {
        List<MethodCallExpression> found = allIn(outer)
                .filter(call -> name.equals(call.getMethodAsString()))
                .toList();
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }

    private static Stream<MethodCallExpression> allIn(MethodCallExpression call) {
        return callsIn(call).flatMap(inner -> Stream.concat(Stream.of(inner), allIn(inner)));
    }

    private static Stream<MethodCallExpression> callsIn(MethodCallExpression call) {
        return ((TupleExpression) call.getArguments())
                .getExpressions().stream()
                        .filter(ClosureExpression.class::isInstance)
                        .map(argument -> (BlockStatement) ((ClosureExpression) argument).getCode())
                        .flatMap(JenkinsfileTest::callsIn);
    }

    private static Stream<MethodCallExpression> callsIn(BlockStatement block) {
        return block.getStatements().stream()
                .map(statement -> ((ExpressionStatement) statement).getExpression())
                .filter(MethodCallExpression.class::isInstance)
                .map(MethodCallExpression.class::cast);
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
