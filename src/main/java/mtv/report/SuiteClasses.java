package mtv.report;

import mtv.settings.NeedsSettings;
import org.testng.TestNGException;
import org.testng.xml.XmlClass;
import org.testng.xml.XmlPackage;
import org.testng.xml.XmlSuite;
import org.testng.xml.XmlTest;

import java.util.List;
import java.util.stream.Stream;

/** The classes of a suite that need settings. */
final class SuiteClasses {

    private SuiteClasses() {}

    /** A suite with all suites that it includes. */
    static Stream<XmlSuite> family(XmlSuite suite) {
        return Stream.concat(Stream.of(suite), suite.getChildSuites().stream().flatMap(SuiteClasses::family));
    }

    static boolean hasMigrations(XmlSuite suite) {
        return suite.getTests().stream()
                .flatMap(SuiteClasses::migrations)
                .findAny()
                .isPresent();
    }

    /** The classes that need settings, named one by one or by their package. */
    static Stream<Class<?>> migrations(XmlTest test) {
        return Stream.concat(
                        test.getXmlClasses().stream(),
                        test.getXmlPackages().stream()
                                .map(XmlPackage::getXmlClasses)
                                .flatMap(List::stream))
                .<Class<?>>flatMap(SuiteClasses::loaded)
                .filter(type -> type.isAnnotationPresent(NeedsSettings.class));
    }

    /** Whether the classes of a test look at Plans of other people. */
    static boolean attaches(XmlTest test) {
        return migrations(test)
                .anyMatch(type -> type.getAnnotation(NeedsSettings.class).attaches());
    }

    /** A class that does not exist is left out: TestNG reports it. */
    private static Stream<Class<?>> loaded(XmlClass type) {
        try {
            return Stream.ofNullable(type.getSupportClass());
        } catch (TestNGException e) {
            return Stream.empty();
        }
    }
}
