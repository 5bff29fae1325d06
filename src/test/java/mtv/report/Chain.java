package mtv.report;

import io.qameta.allure.testng.AllureTestNg;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.testng.ITestNGListener;
import org.testng.TestNG;
import org.testng.xml.XmlClass;
import org.testng.xml.XmlSuite;
import org.testng.xml.XmlTest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A suite as people write them, run inside a unit test, with what it wrote on the console. */
final class Chain {
    private final XmlSuite suite = new XmlSuite();
    private final List<String> console = Collections.synchronizedList(new ArrayList<>());

    Chain() {
        suite.setName("Unit");
        XmlTest test = new XmlTest(suite);
        test.setName("cold: one VM");
        test.setXmlClasses(List.of(new XmlClass(Links.class)));
    }

    Chain suite(String key, String value) {
        suite.getParameters().put(key, value);
        return this;
    }

    Chain test(String key, String value) {
        suite.getTests().get(0).addParameter(key, value);
        return this;
    }

    Chain testClass(String key, String value) {
        suite.getTests().get(0).getXmlClasses().get(0).getLocalParameters().put(key, value);
        return this;
    }

    XmlSuite xml() {
        return suite;
    }

    /** Runs it; what the listeners wrote on the console is the result. */
    List<String> run(ITestNGListener... listeners) {
        TestNG run = new TestNG(false);
        run.setVerbose(0);
        // the outer run reports this unit test already
        run.setListenersToSkipFromBeingWiredInViaServiceLoaders(AllureTestNg.class.getName());
        run.setXmlSuites(new ArrayList<>(List.of(suite)));
        for (ITestNGListener listener : listeners) {
            run.addListener(listener);
        }
        Logger logger = (Logger) LogManager.getLogger("mtv.report");
        AbstractAppender appender = new AbstractAppender("unit", null, null, true, Property.EMPTY_ARRAY) {
            @Override
            public void append(LogEvent event) {
                if (event.getLevel().isMoreSpecificThan(Level.INFO)) {
                    console.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
                }
            }
        };
        appender.start();
        logger.addAppender(appender);
        try {
            run.run();
        } finally {
            logger.removeAppender(appender);
        }
        return List.copyOf(console);
    }
}
