package mtv.acceptance;

import io.qameta.allure.testng.AllureTestNg;
import mtv.Scratch;
import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.harness.SuiteRun;
import mtv.report.ProgressLog;
import mtv.sandbox.SandboxConfig;
import org.testng.TestNG;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;
import org.testng.xml.SuiteXmlParser;
import org.testng.xml.XmlSuite;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import javax.xml.parsers.DocumentBuilderFactory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Jenkins' TestNG plugin reads of a run, by the rules of its documentation: suites, tests, classes and methods,
 * each with its status, time, description, parameters, groups and exception; configuration methods count by themselves.
 */
public class JenkinsResultsTest {

    private static final Set<String> STATUSES = Set.of("PASS", "FAIL", "SKIP");
    private static final DateTimeFormatter STARTED = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss z");

    private Element results;

    /** A test method as the plugin has it. */
    private record Method(Element element) {

        String name() {
            return element.getAttribute("name");
        }

        String status() {
            return element.getAttribute("status");
        }

        boolean isConfiguration() {
            return "true".equals(element.getAttribute("is-config"));
        }

        String signature() {
            return element.getAttribute("signature");
        }

        List<String> parameters() {
            return elements(element, "value").stream()
                    .map(value -> value.getTextContent().strip())
                    .toList();
        }

        String message() {
            return elements(element, "message").stream()
                    .map(message -> message.getTextContent().strip())
                    .findFirst()
                    .orElse("");
        }
    }

    @BeforeClass
    public void run() throws Exception {
        Path folder = Scratch.folder("jenkins");
        try (OutsideSandbox sandbox =
                new OutsideSandbox(new SandboxConfig(2000, 1, Set.of("guest-conversion-fails@*cold*")))) {
            GivenSettings.during(new HashMap<>(sandbox.settings()), () -> {
                XmlSuite suite = suite();
                TestNG testng = new TestNG(true);
                testng.setVerbose(0);
                testng.setOutputDirectory(folder.toString());
                testng.setListenersToSkipFromBeingWiredInViaServiceLoaders(AllureTestNg.class.getName());
                testng.setXmlSuites(List.of(suite));
                testng.run();
                return new SuiteRun(List.of(), List.of(), Set.of());
            });
        }
        results = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("testng-results.xml").toFile())
                .getDocumentElement();
    }

    private static XmlSuite suite() throws IOException {
        XmlSuite suite;
        try (InputStream text = Files.newInputStream(Path.of("testng-remote.xml"))) {
            suite = new SuiteXmlParser().parse("testng-remote.xml", text, true);
        }
        suite.getTests().removeIf(test -> test.getName().contains("rights"));
        suite.getLocalListeners().removeIf(ProgressLog.class.getName()::equals);
        return suite;
    }

    @Test
    public void everyMethodHasWhatThePluginReads() {
        assertThat(results.getTagName()).isEqualTo("testng-results");
        assertThat(elements(results, "suite")).hasSize(1);
        assertThat(methods()).isNotEmpty().allSatisfy(method -> {
            assertThat(STATUSES).contains(method.status());
            assertThat(Long.parseLong(method.element().getAttribute("duration-ms")))
                    .isNotNegative();
            assertThat(STARTED.parse(method.element().getAttribute("started-at")))
                    .isNotNull();
            assertThat(((Element) method.element().getParentNode()).getAttribute("name"))
                    .startsWith("mtv.suites.");
        });
    }

    @Test
    public void theTotalsCountLinksAndNoConfigurationMethods() {
        Map<String, Integer> expected = Map.of("total", 10, "passed", 8, "failed", 1, "skipped", 1);
        expected.forEach((what, count) -> assertThat(Integer.parseInt(results.getAttribute(what)))
                .as(what)
                .isEqualTo(count));
        assertThat(links()).hasSize(10);
        assertThat(methods())
                .filteredOn(Method::isConfiguration)
                .extracting(Method::name)
                .contains("openTestBed", "prepareScenario", "cleanUpMigratedVms", "closeTestBed");
    }

    @Test
    public void aFailedLinkHasItsMessageAndASkippedOneTheTrueReason() {
        Method failed = one(links().filter(method -> method.status().equals("FAIL")));
        assertThat(failed.name()).isEqualTo("executeMigration");
        assertThat(failed.message()).startsWith("Waited until Migration ").contains("step ImageConversion");
        assertThat(elements(failed.element(), "exception").get(0).getAttribute("class"))
                .startsWith("mtv.await.WaitException");
        assertThat(elements(failed.element(), "full-stacktrace")).hasSize(1);
        Method skipped = one(links().filter(method -> method.status().equals("SKIP")));
        assertThat(skipped.name()).isEqualTo("checkVms");
        assertThat(skipped.message()).isEqualTo("executeMigration did not pass");
    }

    @Test
    public void idsAndGroupsAreInTheDescriptions() {
        assertThat(links())
                .allSatisfy(method -> assertThat(method.element().getAttribute("description"))
                        .matches("MTV-\\d+: [1-5] .* \\[(cold|remote), (remote|warm)]"));
        assertThat(links())
                .extracting(method -> method.element().getAttribute("description"))
                .contains(
                        "MTV-394: 1 create the StorageMap [remote, warm]",
                        "MTV-394: 5 check the migrated VMs [remote, warm]");
    }

    @Test
    public void parametersAndGroupsTellScenariosApart() {
        assertThat(methods())
                .filteredOn(method -> method.name().equals("prepareScenario"))
                .flatExtracting(Method::parameters)
                .containsExactlyInAnyOrder("test_warm_remote_ocp", "test_cold_remote_ocp");
        Map<String, List<String>> signatures = new HashMap<>();
        elements(results, "group")
                .forEach(group -> signatures.put(
                        group.getAttribute("name"),
                        elements(group, "method").stream()
                                .map(method -> method.getAttribute("signature"))
                                .toList()));
        assertThat(signatures.get("remote")).hasSize(10);
        assertThat(signatures.get("warm")).hasSize(5);
        assertThat(signatures.get("cold")).hasSize(5);
    }

    private List<Method> methods() {
        return elements(results, "test-method").stream().map(Method::new).toList();
    }

    private Stream<Method> links() {
        return methods().stream().filter(method -> !method.isConfiguration());
    }

    private static Method one(Stream<Method> methods) {
        List<Method> all = methods.toList();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }
}
