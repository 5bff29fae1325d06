package mtv.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.StepResult;
import io.qameta.allure.model.TestResult;
import io.qameta.allure.testng.AllureTestNg;
import mtv.Scratch;
import mtv.text.Visible;
import org.testng.ITestListener;
import org.testng.ITestResult;
import org.testng.TestNG;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;
import org.testng.xml.XmlClass;
import org.testng.xml.XmlSuite;
import org.testng.xml.XmlTest;
import org.w3c.dom.Document;

import javax.xml.parsers.DocumentBuilderFactory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a cluster or a guest says, the reports of TestNG, Surefire and Allure can be read, and say it. */
public class AnyTextInReportsTest {

    @DataProvider
    public Object[][] texts() {
        List<Object[]> texts = new ArrayList<>();
        Stream.of(
                        "\ufffe",
                        "\u0000\u0001\u000b\u001f\u007f",
                        "\ud800",
                        "a\udc00b",
                        "]]>",
                        "]]]]>><![CDATA[",
                        "\u001b[31m",
                        "<&>\"'",
                        "\r\n",
                        "\ufdd0",
                        "\ud83f\udfff")
                .forEach(text -> texts.add(new Object[] {text}));
        Random random = new Random(3);
        for (int count = 0; count < 10; count++) {
            StringBuilder text = new StringBuilder();
            random.ints(60, 0, 0x10000).forEach(each -> text.append((char) each));
            texts.add(new Object[] {text.toString()});
        }
        return texts.toArray(Object[][]::new);
    }

    @Test(dataProvider = "texts")
    public void testNgsReportIsWellFormedAndSaysIt(String text) throws Exception {
        String said = "VM " + text + " is off";
        Said.text = said;
        Path folder = Scratch.folder("reports");
        List<String> seen = run(folder);
        Document results = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("testng-results.xml").toFile());
        String shown = Visible.text(said);
        assertThat(results.getDocumentElement().getTextContent()).contains(shown.replace("\r\n", "\n"));
        assertThat(seen)
                .hasSize(4)
                .allSatisfy(message -> assertThat(Visible.hides(message)).isFalse());
        assertThat(results.getElementsByTagName("exception").getLength()).isGreaterThanOrEqualTo(4);
    }

    /** What a listener that knows nothing of us, as Surefire's, sees. */
    private static List<String> run(Path folder) {
        List<String> seen = new ArrayList<>();
        XmlSuite suite = new XmlSuite();
        suite.setName("Any");
        XmlTest test = new XmlTest(suite);
        test.setName("any");
        test.setXmlClasses(List.of(new XmlClass(Said.class), new XmlClass(SaidBefore.class)));
        TestNG run = new TestNG(true);
        run.setVerbose(0);
        run.setOutputDirectory(folder.toString());
        run.setListenersToSkipFromBeingWiredInViaServiceLoaders(AllureTestNg.class.getName());
        run.setXmlSuites(List.of(suite));
        run.addListener(new ITestListener() {
            @Override
            public void onTestFailure(ITestResult result) {
                keep(result);
            }

            @Override
            public void onTestSkipped(ITestResult result) {
                keep(result);
            }

            private void keep(ITestResult result) {
                Throwable cause = result.getThrowable();
                while (cause.getCause() != null) {
                    cause = cause.getCause();
                }
                seen.add(String.valueOf(cause.getMessage()));
            }
        });
        run.run();
        return seen;
    }

    @Test(dataProvider = "texts")
    public void alluresResultIsWrittenAndSaysIt(String text) throws Exception {
        Path folder = Scratch.folder("allure");
        AllureLifecycle allure = new AllureLifecycle(new FileSystemResultsWriter(folder));
        TestResult result = new TestResult()
                .setUuid("one")
                .setName("VM " + text)
                .setFullName("a.B.c")
                .setStage(Stage.RUNNING)
                .setDescription(text)
                .setStatusDetails(new StatusDetails().setMessage(text).setTrace(text));
        result.getSteps().add(new StepResult().setName("check " + text));
        allure.scheduleTestCase(result);
        allure.stopTestCase("one");
        allure.writeTestCase("one");
        try (Stream<Path> files = Files.list(folder)) {
            JsonNode written =
                    new ObjectMapper().readTree(files.findFirst().orElseThrow().toFile());
            assertThat(written.path("name").asText()).isEqualTo(Visible.text("VM " + text));
            assertThat(written.at("/steps/0/name").asText()).isEqualTo(Visible.text("check " + text));
            assertThat(written.at("/statusDetails/message").asText()).isEqualTo(Visible.text(text));
        }
    }

    @Test
    public void alikeNamesAreTwoFiles() {
        FileNames names = new FileNames();
        assertThat(Stream.of("cold: one", "cold - one", "cold: one", "\u4e2d", "\u6587", "", "..")
                        .map(names::of))
                .containsExactly("cold-one", "cold---one", "cold-one", "-", "--2", "--3", "--4");
    }
}
