package mtv.scale;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Compares two runs by the tables that they have left, such as those before and after an upgrade. */
@Command(
        name = "compare",
        usageHelpAutoWidth = true,
        description = "Says what got slower between two runs, and what newly differs.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:nothing got worse", "1:something got worse", "2:there is nothing to compare"})
public final class RunComparison implements Callable<Integer> {

    private static final Logger LOG = LogManager.getLogger();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this, and compare nothing.")
    private boolean help;

    @Option(
            names = "--ratio",
            paramLabel = "RATIO",
            defaultValue = "1.25",
            description = "How many times as long is too long. Default: ${DEFAULT-VALUE}.")
    private double ratio;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "A file of target/scale, or a folder of such files.")
    private Path before;

    @Parameters(index = "1", paramLabel = "AFTER", description = "The same of the run that may have got worse.")
    private Path after;

    public static void main(String[] args) {
        int code = run(args);
        if (code != 0) {
            LogManager.shutdown();
            Runtime.getRuntime().exit(code);
        }
    }

    /** @return the exit code */
    static int run(String... args) {
        return new CommandLine(new RunComparison()).execute(args);
    }

    @Override
    public Integer call() {
        try {
            ScaleComparison.Verdict verdict = ScaleComparison.of(ScaleFile.read(before), ScaleFile.read(after), ratio)
                    .verdict();
            verdict.remarks().forEach(LOG::info);
            verdict.worse().forEach(LOG::error);
            if (verdict.worse().isEmpty()) {
                LOG.info("Nothing takes more than {} times as long, and nothing newly differs", ratio);
            }
            return verdict.worse().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } catch (IllegalArgumentException | IOException e) {
            LOG.error(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
    }
}
