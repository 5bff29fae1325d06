package mtv.report;

import mtv.scenario.PlannedRun;
import mtv.settings.ClusterCredentials;
import mtv.settings.Settings;
import mtv.settings.input.Problems;
import mtv.settings.input.SettingsException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.testng.IAlterSuiteListener;
import org.testng.ISuite;
import org.testng.ISuiteListener;
import org.testng.xml.XmlClass;
import org.testng.xml.XmlSuite;
import org.testng.xml.XmlTest;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks all that a run depends on before anything is created, and gives the settings to the suite: those that are not
 * secret as parameters, and all of them as an attribute.
 *
 * <p>With problems, the run is reduced to the one test that reports them: throwing from here would make Maven print a
 * stack trace of its own and leave no report.
 */
public final class SettingsIntoSuite implements IAlterSuiteListener, ISuiteListener {
    private static final Logger LOG = LogManager.getLogger();

    private final Map<XmlSuite, PlannedRun> bySuite = new IdentityHashMap<>();
    private final Problems problems = new Problems();

    @Override
    public void alter(List<XmlSuite> suites) {
        List<XmlSuite> all = suites.stream().flatMap(SuiteClasses::family).toList();
        all.forEach(suite -> bySuite.put(suite, new SuiteReading(suite, problems).read()));
        if (problems.isEmpty()) {
            announce(bySuite.values().stream().map(PlannedRun::settings).toList());
            bySuite.forEach((suite, planned) -> inject(suite, planned.settings()));
        } else {
            refuse(suites);
        }
    }

    @Override
    public void onStart(ISuite suite) {
        if (problems.isEmpty()) {
            Optional.ofNullable(bySuite.get(suite.getXmlSuite())).ifPresent(planned -> {
                suite.setAttribute(PlannedRun.ATTRIBUTE, planned);
                suite.setAttribute(Settings.ATTRIBUTE, planned.settings());
            });
        } else {
            suite.setAttribute(SettingsCheck.ATTRIBUTE, new SettingsException(problems.list()));
        }
    }

    /** Logs the cluster before anything else, so that nobody takes a run on the sandbox for one on a cluster. */
    private static void announce(Collection<Settings> all) {
        all.stream()
                .map(settings -> settings.isSandbox()
                        ? "SANDBOX RUN - no real cluster: OpenShift, MTV and the source are simulated in this JVM"
                        : "Run on OpenShift " + settings.cluster().hub().host().orElseThrow()
                                + settings.cluster()
                                        .remote()
                                        .flatMap(ClusterCredentials::host)
                                        .map(host -> ", remote migrations to " + host)
                                        .orElse("")
                                + settings.attach()
                                        .map(plans -> ", only to look at " + plans)
                                        .orElseGet(() -> ", source "
                                                + settings.source()
                                                        .sourceProvider()
                                                        .orElseThrow()))
                .distinct()
                .forEach(LOG::info);
        all.stream()
                .flatMap(settings -> settings.warnings().stream())
                .distinct()
                .forEach(LOG::warn);
    }

    /**
     * Writes every effective value into the parameters. A parameter of the suite file is replaced where the environment
     * or -D wins over it.
     */
    private static void inject(XmlSuite suite, Settings settings) {
        suite.getParameters().putAll(settings.shown());
        for (XmlTest test : suite.getTests()) {
            Map<String, String> own = test.getLocalParameters();
            Map<String, String> shown = settings.shownFor(own);
            own.keySet().stream().filter(shown::containsKey).forEach(key -> test.addParameter(key, shown.get(key)));
        }
    }

    private void refuse(List<XmlSuite> suites) {
        LOG.error(new SettingsException(problems.list()).getMessage());
        XmlSuite only = suites.get(0);
        suites.subList(1, suites.size()).clear();
        only.getChildSuites().clear();
        only.getTests().clear();
        XmlTest check = new XmlTest(only);
        check.setName("settings");
        check.setXmlClasses(List.of(new XmlClass(SettingsCheck.class)));
    }
}
