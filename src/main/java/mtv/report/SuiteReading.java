package mtv.report;

import mtv.check.Checks;
import mtv.scenario.PlannedMigration;
import mtv.scenario.PlannedRun;
import mtv.scenario.Scenario;
import mtv.scenario.ScenarioRules;
import mtv.scenario.Scenarios;
import mtv.settings.RunSettings;
import mtv.settings.Settings;
import mtv.settings.input.Problems;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;
import mtv.settings.value.PlanChoice;
import mtv.templates.PlanSize;
import org.testng.xml.XmlClass;
import org.testng.xml.XmlSuite;
import org.testng.xml.XmlTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the settings of one suite file, and checks every {@code <test>} with its scenario. */
final class SuiteReading {
    private final XmlSuite suite;
    private final Problems problems;
    private final SuiteParameters parameters;
    private final List<PlannedMigration> migrations = new ArrayList<>();

    SuiteReading(XmlSuite suite, Problems problems) {
        this.suite = suite;
        this.problems = problems;
        String file = Optional.ofNullable(suite.getFileName())
                .map(name -> Path.of(name).getFileName().toString())
                .orElse("suite " + suite.getName());
        if (suite.getFileName() == null) {
            suite.getTests().forEach(this::borrow);
        }
        this.parameters = new SuiteParameters(
                file,
                valued(suite.getParameters()),
                suite.getTests().stream()
                        .collect(Collectors.toMap(
                                test -> String.valueOf(test.getName()),
                                test -> valued(test.getLocalParameters()),
                                (one, other) -> one)));
    }

    private static Map<String, String> valued(Map<String, String> given) {
        Map<String, String> valued = new HashMap<>(given);
        valued.values().removeIf(Objects::isNull);
        return valued;
    }

    /** A class that runs without a suite file gets the parameters of the suite file that names it. */
    private void borrow(XmlTest test) {
        List<Class<?>> types = SuiteClasses.migrations(test).toList();
        if (types.size() == 1 && suite.getTests().size() == 1) {
            Optional<XmlTest> model = SuiteFiles.naming(types.get(0).getName());
            model.ifPresent(found -> {
                found.getSuite().getParameters().forEach(suite.getParameters()::putIfAbsent);
                Map<String, String> own = test.getLocalParameters();
                found.getLocalParameters().entrySet().stream()
                        .filter(parameter -> !own.containsKey(parameter.getKey()))
                        .forEach(parameter -> test.addParameter(parameter.getKey(), parameter.getValue()));
            });
        }
    }

    /** Reports a missing destination or scenario, because neither has a default. */
    private void requireIdentity(XmlTest test, Scenarios scenarios) {
        Optional<Class<?>> type = SuiteClasses.migrations(test).findFirst();
        if (type.isEmpty()) {
            return;
        }
        String name = type.get().getSimpleName();
        String file = suite.getFileName() == null ? ", or run a suite file with -Dsurefire.suiteXmlFiles" : "";
        if (suite.getAllParameters().get("destination") == null) {
            problems.add(
                    parameters.file() + " <suite>",
                    "parameter destination is missing, which " + name + " needs",
                    "add <parameter name=\"destination\" value=\"remote\"/>, or \"local\"" + file);
        }
        if (test.getParameter("class_plan_config") == null && !SuiteClasses.attaches(test)) {
            problems.add(
                    parameters.whereTest(test.getName()),
                    "parameter class_plan_config is missing, the scenario that " + name + " runs",
                    "add <parameter name=\"class_plan_config\" value=\"...\"/> with one of: "
                            + String.join(", ", scenarios.names()) + file);
        }
    }

    /** Reports parameters of a {@code <class>}, which TestNG would allow, but which are not read as settings. */
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

    /** With the settings; after a problem it is only good for finding further problems. */
    PlannedRun read() {
        Settings settings = Settings.read(SettingsSources.ofThisProcess(parameters), problems);
        select(settings.attach());
        suite.getTests().forEach(this::refuseDeeperParameters);
        Scenarios scenarios = Scenarios.load(settings.plansFile(), problems);
        suite.getTests().forEach(test -> requireIdentity(test, scenarios));
        if (!scenarios.isEmpty()) {
            suite.getTests().forEach(test -> check(test, settings, scenarios));
        }
        return new PlannedRun(settings, suite.getAllParameters().get("destination"), migrations);
    }

    /** A run either migrates or looks at Plans of other people. */
    private void select(Optional<PlanChoice> attach) {
        boolean migrates = SuiteClasses.hasMigrations(suite);
        suite.getTests()
                .removeIf(test -> SuiteClasses.migrations(test).findAny().isPresent()
                        && SuiteClasses.attaches(test) != attach.isPresent());
        if (migrates && attach.isPresent() && suite.getTests().isEmpty()) {
            problems.add(
                    parameters.file() + " <suite>",
                    "attach_plan is given, but no <test> looks at " + attach.get(),
                    "add one with the class mtv.suites.AttachedPlanE2E, as testng-remote.xml has it");
        }
    }

    private void check(XmlTest test, Settings settings, Scenarios scenarios) {
        String where = parameters.whereTest(test.getName());
        Map<String, String> own = test.getLocalParameters();
        RunSettings run = settings.forTest(own);
        Optional.ofNullable(test.getParameter("class_plan_config"))
                .flatMap(name -> scenarios.find(name, where, problems))
                .map(scenario -> scenario.atMost(run.numberOfVms()))
                .ifPresent(scenario -> {
                    new ScenarioRules(settings, Checks.ids(), problems).check(scenario, where);
                    checkSize(scenario, where);
                    migrations.add(new PlannedMigration(scenario, run));
                });
    }

    /** Reports a Plan that no cluster can store. Otherwise it would fail only after everything else was created. */
    private void checkSize(Scenario scenario, String where) {
        PlanSize size = PlanSize.of(scenario);
        if (size.isTooLarge()) {
            problems.add(
                    where,
                    "the Plan of scenario " + scenario.name() + " with " + size.vms() + " VMs has " + size.sent()
                            + " bytes, and a cluster stores no object above " + PlanSize.LIMIT,
                    "set number_of_vms to " + size.fit() + " at most, or divide the VMs among several scenarios");
        }
    }
}
