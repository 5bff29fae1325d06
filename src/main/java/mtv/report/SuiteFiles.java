package mtv.report;

import org.testng.TestNGException;
import org.testng.xml.SuiteXmlParser;
import org.testng.xml.XmlSuite;
import org.testng.xml.XmlTest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The suite files in the working directory. */
final class SuiteFiles {

    private SuiteFiles() {}

    /** The first {@code <test>} that names a class. */
    static Optional<XmlTest> naming(String type) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(""), "testng-*.xml")) {
            for (Path file : files) {
                Optional<XmlTest> found = read(file).getTests().stream()
                        .filter(test -> test.getXmlClasses().stream()
                                .anyMatch(each -> each.getName().equals(type)))
                        .findFirst();
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        } catch (IOException | TestNGException e) {
            return Optional.empty();
        }
    }

    private static XmlSuite read(Path file) throws IOException {
        try (InputStream text = Files.newInputStream(file)) {
            return new SuiteXmlParser().parse(file.toString(), text, false);
        }
    }
}
