package mtv.report;

import mtv.check.Checks;
import mtv.scenario.ScenarioRules;
import mtv.scenario.Scenarios;
import mtv.settings.Problems;
import mtv.settings.Settings;
import mtv.settings.Sources;
import mtv.settings.SuiteParameters;
import org.testng.xml.XmlClass;
import org.testng.xml.XmlSuite;
import org.testng.xml.XmlTest;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads one suite file's settings and holds every {@code <test>} against the scenarios. */
final class SuiteReading {
    private final XmlSuite suite;
    private final Problems problems;
    private final SuiteParameters parameters;

    SuiteReading(XmlSuite suite, Problems problems) {
        this.suite = suite;
        this.problems = problems;
        String file = Optional.ofNullable(suite.getFileName())
                .map(name -> Path.of(name).getFileName().toString())
                .orElse("suite " + suite.getName());
        this.parameters = new SuiteParameters(
                file,
                suite.getParameters(),
                suite.getTests().stream().collect(Collectors.toMap(XmlTest::getName, XmlTest::getLocalParameters)));
    }

    /** TestNG would let a class or a method have parameters of its own, which no reading sees. */
    private void refuseDeeperParameters(XmlTest test) {
        for (XmlClass type : test.getXmlClasses()) {
            if (!type.getLocalParameters().isEmpty()) {
                problems.add(
                        parameters.whereTest(test.getName()),
                        "parameters of <class> " + type.getName() + " are not read: "
                                + String.join(", ", type.getLocalParameters().keySet()),
                        "put them on the <test>");
            }
        }
    }

    /** With problems, settings that serve only to find further ones. */
    Settings read() {
        Settings settings = Settings.read(Sources.ofThisProcess(parameters), problems);
        suite.getTests().forEach(this::refuseDeeperParameters);
        Scenarios scenarios = Scenarios.load(settings.plansFile(), problems);
        if (!scenarios.isEmpty()) {
            suite.getTests().forEach(test -> check(test, settings, scenarios));
        }
        return settings;
    }

    private void check(XmlTest test, Settings settings, Scenarios scenarios) {
        String where = parameters.whereTest(test.getName());
        Map<String, String> own = test.getLocalParameters();
        int numberOfVms = settings.forTest(own, new Problems()).numberOfVms();
        Optional.ofNullable(test.getParameter("class_plan_config"))
                .flatMap(name -> scenarios.find(name, where, problems))
                .map(scenario -> scenario.atMost(numberOfVms))
                .ifPresent(scenario -> new ScenarioRules(settings, Checks.ids(), problems).check(scenario, where));
    }
}
