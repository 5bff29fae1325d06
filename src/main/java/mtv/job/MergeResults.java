package mtv.job;

import mtv.model.ApiFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes the results of one run of those that its shares have written. */
@Command(
        name = "merge-results",
        usageHelpAutoWidth = true,
        description =
                "Merges the results of all shares of a run: testng-results.xml, allure-results, evidence and logs.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every test of every share passed, or was skipped while another passed",
            "1:a test or a setup failed, no test ran, or results of a share are missing",
            "2:this command line is wrong, and nothing was done"
        })
public final class MergeResults implements Callable<Integer> {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this, and merge nothing.")
    private boolean help;

    @Parameters(paramLabel = "FOLDER", description = "Has the results of each share in a folder of its own.")
    private Path folder;

    @Option(
            names = "--into",
            paramLabel = "FOLDER",
            description = "Gets the merged results. Default: the folder merged in FOLDER.")
    private Path into;

    @Option(
            names = "--durations",
            paramLabel = "FILE",
            description = "Gets how long each test took, by which the next run is divided. Default: durations.json in"
                    + " FOLDER.")
    private Path durations;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec command;

    public static void main(String[] args) {
        Runtime.getRuntime().exit(new CommandLine(new MergeResults()).execute(args));
    }

    @Override
    public Integer call() {
        PrintWriter err = command.commandLine().getErr();
        try {
            ResultsFolder merged = new ResultsFolder(into == null ? folder.resolve("merged") : into);
            List<ResultsFolder> shares = shares(merged.path());
            merged.prepare();
            TestNgDocument all = TestNgDocument.merged(
                    shares.stream().map(ResultsFolder::testNg).toList());
            all.write(merged.testNg());
            for (ResultsFolder share : shares) {
                copy(share, merged);
            }
            TestDurations.write(durations == null ? folder.resolve("durations.json") : durations, all.durations());
            command.commandLine().getOut().println(all.summary() + " of " + shares.size() + " shares");
            return all.isGreen() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } catch (IOException | IllegalArgumentException e) {
            err.println(ApiFailure.words(e));
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /** @throws IllegalArgumentException when the results of one are missing */
    private List<ResultsFolder> shares(Path merged) throws IOException {
        List<ResultsFolder> found = new ArrayList<>();
        try (Stream<Path> folders = Files.list(folder)) {
            folders.filter(each -> Files.isDirectory(each) && !each.equals(merged))
                    .sorted()
                    .map(ResultsFolder::new)
                    .filter(ResultsFolder::isOfShare)
                    .forEach(found::add);
        }
        Set<Share> there = found.stream()
                .filter(each -> Files.exists(each.testNg()))
                .map(ResultsFolder::share)
                .collect(Collectors.toSet());
        Set<Integer> counts =
                found.stream().map(each -> each.share().count()).collect(Collectors.toCollection(TreeSet::new));
        if (counts.size() != 1) {
            throw new IllegalArgumentException(
                    counts.isEmpty()
                            ? "no folder in " + folder.toAbsolutePath() + " has results of a share"
                            : "the folders in " + folder.toAbsolutePath() + " are of several runs, with " + counts
                                    + " shares; delete those of the older one");
        }
        int count = counts.iterator().next();
        List<Share> missing = IntStream.range(0, count)
                .mapToObj(index -> new Share(index, count))
                .filter(share -> !there.contains(share))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("no results of share " + missing + " are in " + folder.toAbsolutePath()
                    + ": its process did not end, or wrote elsewhere");
        }
        return found;
    }

    private static void copy(ResultsFolder share, ResultsFolder merged) throws IOException {
        Map<Path, Path> copies = Map.of(
                share.allure(), merged.allure(),
                share.evidence(), merged.evidence(),
                share.scale(), merged.scale());
        for (Map.Entry<Path, Path> copy : copies.entrySet()) {
            copy(copy.getKey(), copy.getValue());
        }
        if (Files.exists(share.log())) {
            Files.copy(
                    share.log(),
                    merged.path().resolve("mtv-" + share.share().index() + ".log"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
