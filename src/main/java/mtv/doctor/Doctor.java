package mtv.doctor;

import mtv.doctor.finding.HealthReport;
import mtv.model.ApiFailure;
import mtv.report.SuiteFiles;
import mtv.scenario.PlannedRun;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** The look that begins every run, alone: what would a suite file find on its clusters and its source? */
@Command(
        name = "doctor",
        usageHelpAutoWidth = true,
        description = "Looks at everything that suites depend on, and changes nothing; takes the settings of a run.")
public final class Doctor implements Callable<Integer> {

    private static final Logger LOG = LogManager.getLogger();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this, and look at nothing.")
    private boolean help;

    @Parameters(
            arity = "0..*",
            paramLabel = "SUITE",
            defaultValue = "testng-remote.xml",
            description = "Suite files whose scenarios are looked at, too. Default: ${DEFAULT-VALUE}.")
    private List<Path> suites;

    public static void main(String[] args) {
        int code = new CommandLine(new Doctor()).execute(args);
        if (code != 0) {
            LogManager.shutdown();
            Runtime.getRuntime().exit(code);
        }
    }

    /** @return 1 when a run would fail */
    @Override
    public Integer call() {
        boolean well = true;
        for (Path suite : suites) {
            try {
                well &= examine(SuiteFiles.planned(suite));
            } catch (IOException | RuntimeException e) {
                LOG.error(ApiFailure.words(e));
                well = false;
            }
        }
        return well ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static boolean examine(PlannedRun planned) {
        HealthReport report = HealthCheck.alone(planned);
        LOG.info("What the doctor found:{}{}", System.lineSeparator(), report.table());
        return report.errors().isEmpty();
    }
}
