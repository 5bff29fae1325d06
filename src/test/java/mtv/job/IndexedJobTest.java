package mtv.job;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import mtv.Scratch;
import mtv.acceptance.harness.OutsideSandbox;
import org.testng.annotations.Test;
import org.testng.xml.XmlSuite;
import org.testng.xml.internal.Parser;
import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;

/** The pods of the Indexed Job, as processes on one sandbox, and what their results are merged to. */
public class IndexedJobTest {

    private static final String SHARES = "/results/mtv-e2e-shares";

    @Test
    public void theManifestHasTheCountTwiceAndAlike() throws IOException {
        Job job = OpenShiftFiles.job("indexed-job.yaml");
        assertThat(job.getSpec().getCompletionMode()).isEqualTo("Indexed");
        assertThat(job.getSpec().getParallelism()).isEqualTo(job.getSpec().getCompletions());
        assertThat(container(job).getEnv())
                .filteredOn(variable -> variable.getName().equals("JOB_COMPLETIONS"))
                .singleElement()
                .extracting(variable -> Integer.valueOf(variable.getValue()))
                .isEqualTo(job.getSpec().getCompletions());
    }

    @Test
    public void fourProcessesRunEveryTestOnce() throws Exception {
        Job job = OpenShiftFiles.job("indexed-job.yaml");
        int count = job.getSpec().getCompletions();
        Path results = Scratch.folder("shares");
        try (OutsideSandbox sandbox = new OutsideSandbox()) {
            Map<String, Object> before = sandbox.state();
            List<ImageRun> pods = new ArrayList<>();
            try {
                for (int index = 0; index < count; index++) {
                    pods.add(ImageRun.start(
                            container(job), sandbox.settings(), Map.of("JOB_COMPLETION_INDEX", String.valueOf(index))));
                }
                for (int index = 0; index < count; index++) {
                    ImageRun pod = pods.get(index);
                    assertThat(pod.end()).as(pod::said).isZero();
                    Files.move(pod.inside(SHARES + "/share-" + index), results.resolve("share-" + index));
                }
            } finally {
                pods.forEach(ImageRun::close);
            }
            assertThat(sandbox.state()).as("left behind").isEqualTo(before);
        }
        StringWriter said = new StringWriter();
        assertThat(merge(said, results.toString())).as(said::toString).isZero();
        assertThat(said.toString()).contains(" passed, 0 failed, ", " of 4 shares");
        assertThat(TestDurations.read(results.resolve("durations.json")).keySet())
                .isEqualTo(tests());
        String merged = Files.readString(results.resolve("merged").resolve("testng-results.xml"));
        assertThat(merged).contains("failed=\"0\"").containsOnlyOnce("name=\"MTV remote\"");
        assertThat(ImageRun.allure(results.resolve("merged")))
                .contains("\"name\":\"Create the StorageMap\"", "WarmRemoteOcpE2E", "SanityColdMigrationE2E");
        Files.delete(results.resolve("share-2").resolve("testng-results.xml"));
        assertThat(merge(said, results.toString())).isEqualTo(1);
        assertThat(said.toString()).contains("no results of share [2/4]");
    }

    @Test
    public void theVerdictIsThatOfTheWorstShare() throws IOException {
        Path results = Scratch.folder("shares");
        write(results, 0, 2, "<test-method status=\"PASS\" name=\"checkVms\"/>", "one");
        write(results, 1, 2, "<test-method status=\"FAIL\" is-config=\"true\" name=\"openTestBed\"/>", "two");
        assertThat(merge(new StringWriter(), results.toString())).isEqualTo(1);
        write(results, 1, 2, "<test-method status=\"PASS\" name=\"checkVms\"/>", "two");
        assertThat(merge(new StringWriter(), results.toString())).isZero();
        assertThat(TestDurations.read(results.resolve("durations.json")))
                .containsExactlyInAnyOrderEntriesOf(Map.of("S: one", 1.5, "S: two", 1.5));
    }

    @Test
    public void aTestInTwoSharesIsRefused() throws IOException {
        Path results = Scratch.folder("shares");
        write(results, 0, 2, "", "one");
        write(results, 1, 2, "", "one");
        StringWriter said = new StringWriter();
        assertThat(merge(said, results.toString())).isEqualTo(1);
        assertThat(said.toString()).contains("a test is in the results of several shares");
    }

    private static void write(Path results, int index, int count, String methods, String test) throws IOException {
        ResultsFolder folder = new ResultsFolder(results.resolve("share-" + index));
        folder.prepare();
        folder.write(new Share(index, count));
        Files.writeString(folder.testNg(), """
                <testng-results total="1" passed="1" failed="0" skipped="0">
                <suite name="S" started-at="1" finished-at="2" duration-ms="1500">
                <test name="%s" duration-ms="1500"><class name="c">%s</class></test></suite></testng-results>
                """.formatted(test, methods));
    }

    private static int merge(StringWriter said, String... args) {
        return new CommandLine(new MergeResults())
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(args);
    }

    private static Container container(Job job) {
        return job.getSpec().getTemplate().getSpec().getContainers().get(0);
    }

    /** All of both suites, but for those that run only with attach_plan. */
    private static Set<String> tests() throws IOException {
        Set<String> tests = new TreeSet<>();
        for (String file : List.of("testng-remote.xml", "testng-local.xml")) {
            for (XmlSuite suite : new Parser(file).parseToList()) {
                suite.getTests().stream()
                        .map(test -> TestDurations.key(suite.getName(), test.getName()))
                        .filter(name -> !name.endsWith("Attached Plans"))
                        .forEach(tests::add);
            }
        }
        return tests;
    }
}
