package mtv.report;

import mtv.scenario.PlannedRun;
import mtv.settings.Settings;
import mtv.settings.input.Problems;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;
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
public final class SuiteFiles {

    private SuiteFiles() {}

    /**
     * What a suite file is going to do, with the settings of this process.
     *
     * @throws mtv.settings.input.SettingsException with all that is wrong with file, settings and scenarios
     */
    public static PlannedRun planned(Path file) throws IOException {
        Problems problems = new Problems();
        PlannedRun planned;
        try {
            planned = new SuiteReading(read(file), problems).read();
        } catch (TestNGException e) {
            throw new IOException(file + " is no suite file of TestNG: " + e.getMessage(), e);
        }
        problems.throwIfAny();
        return planned;
    }

    /** Leaves in a suite what the settings of this process do: to migrate, or to look at Plans of other people. */
    public static void select(XmlSuite suite) {
        boolean attach = Settings.read(SettingsSources.ofThisProcess(SuiteParameters.none()), new Problems())
                .attach()
                .isPresent();
        suite.getTests()
                .removeIf(test ->
                        SuiteClasses.migrations(test).findAny().isPresent() && SuiteClasses.attaches(test) != attach);
    }

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
