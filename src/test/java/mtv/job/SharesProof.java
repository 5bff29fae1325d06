package mtv.job;

import mtv.Scratch;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.harness.SuiteProcess;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import picocli.CommandLine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures one process with both suites, then four that share them, on a sandbox each. */
public final class SharesProof {

    private static final Logger LOG = LogManager.getLogger();
    private static final int SHARES = 4;
    private static final double SCALE = 5;

    private SharesProof() {}

    /**
     * @param args how much faster than real time the sandbox's clock runs; 5, so that migrations take nearly all time
     */
    public static void main(String[] args) throws Exception {
        double scale = args.length == 0 ? SCALE : Double.parseDouble(args[0]);
        Path results = Scratch.folder("shares-proof");
        Duration one = measure(scale, results.resolve("one"), 1);
        Files.copy(results.resolve("one").resolve("durations.json"), results.resolve("durations.json"));
        Duration four = measure(scale, results, SHARES);
        double ratio = (double) four.toMillis() / one.toMillis();
        LOG.info("One process takes {} s, four take {} s: {}", one.toSeconds(), four.toSeconds(), ratio);
    }

    private static Duration measure(double scale, Path results, int count) throws Exception {
        try (OutsideSandbox sandbox = new OutsideSandbox(scale)) {
            List<Process> processes = new ArrayList<>();
            long start = System.nanoTime();
            for (int index = 0; index < count; index++) {
                processes.add(start(sandbox, results, new Share(index, count)));
            }
            for (Process process : processes) {
                if (process.waitFor() != 0) {
                    throw new IllegalStateException("a process was not green: see " + results);
                }
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            int merged = new CommandLine(new MergeResults()).execute(results.toString());
            if (merged != 0) {
                throw new IllegalStateException("the merged result is not green: see " + results);
            }
            return took;
        }
    }

    private static Process start(OutsideSandbox sandbox, Path results, Share share) throws IOException {
        return SuiteProcess.ofMain(
                RunSuites.class,
                sandbox.settings(),
                Scratch.file("share", ".txt"),
                "--results=" + results.resolve("share-" + share.index()),
                "--durations=" + results.resolve("durations.json"),
                "--share=" + share,
                "testng-remote.xml",
                "testng-local.xml");
    }
}
