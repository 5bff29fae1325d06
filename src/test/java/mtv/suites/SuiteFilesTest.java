package mtv.suites;

import org.testng.annotations.Test;
import org.testng.xml.SuiteXmlParser;
import org.testng.xml.XmlClass;
import org.testng.xml.XmlSuite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

public class SuiteFilesTest {

    @Test
    public void everyScenarioClassIsInASuiteFile() throws IOException {
        assertThat(Stream.of("testng-remote.xml", "testng-local.xml")
                        .flatMap(SuiteFilesTest::classes)
                        .collect(Collectors.toSet()))
                .isEqualTo(scenarioClasses());
    }

    private static Set<String> scenarioClasses() throws IOException {
        Path root = Path.of("src", "test", "java");
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith("E2E.java"))
                    .map(file -> file.replace(".java", "").replace('/', '.'))
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<String> classes(String file) {
        try {
            XmlSuite suite = new SuiteXmlParser().parse(file, Files.newInputStream(Path.of(file)), false);
            return suite.getTests().stream()
                    .flatMap(t -> t.getXmlClasses().stream())
                    .map(XmlClass::getName);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
