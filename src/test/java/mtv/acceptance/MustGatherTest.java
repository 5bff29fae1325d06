package mtv.acceptance;

import mtv.Scratch;
import mtv.acceptance.harness.GivenSettings;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.harness.SuiteRun;
import org.testng.ITestResult;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** A failed migration leaves MTV's own must-gather of its Plan; and where there is none, why, and the same failure. */
public class MustGatherTest {

    private static final String BROKEN = "guest-conversion-fails";
    private static final String WHY = "Guest conversion failed";

    private Path evidence;

    @BeforeMethod
    public void makeFolder() throws IOException {
        evidence = Scratch.folder("evidence");
    }

    @Test
    public void theEvidenceHasTheFilesOfThisPlan() throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox(BROKEN)) {
            Map<String, Object> before = sandbox.state();
            Path old =
                    evidence.resolve("Cold-migration-sanity/SanityColdMigrationE2E/executeMigration/must-gather/old");
            Files.writeString(Files.createDirectories(old).resolve("of-another-run.yaml"), "kind: Plan");

            SuiteRun run = run(sandbox, Map.of("must_gather", "on_failure"));

            assertThat(run.messages()).singleElement().asString().contains(WHY);
            Path folder = folder();
            assertThat(old.getParent()).exists();
            assertThat(old).doesNotExist();
            Path plan = files(folder.resolve("must-gather")).stream()
                    .filter(file -> file.getParent().endsWith("crs/plan"))
                    .findFirst()
                    .orElseThrow();
            assertThat(plan).content().contains("kind: Plan", "status:", "ImageConversion");
            assertThat(plan.getFileName().toString()).endsWith("-plan.yaml");
            assertThat(folder.resolve("must-gather.txt"))
                    .content()
                    .startsWith("must-gather of Plan ")
                    .contains("/" + plan.getFileName().toString().replace(".yaml", ""))
                    .contains(" by /usr/bin/targeted of registry.redhat.io/")
                    .contains("archive: must-gather.tar.gz, ")
                    .doesNotContain("left out");
            assertThat(folder.resolve("must-gather.tar.gz")).isNotEmptyFile();
            assertThat(folder.resolve("likely-cause.txt")).exists();
            assertThat(sandbox.requestsByKind()).containsEntry("get pods/exec 200", 1L);
            assertThat(sandbox.state()).as("left behind").isEqualTo(before);
        }
    }

    @DataProvider
    public Object[][] badEnds() {
        return new Object[][] {
            {
                "must-gather-empty",
                "no must-gather: ClusterServiceVersion mtv-operator.v2.13.0 in namespace openshift-mtv"
                        + " names no image of must-gather"
            },
            {"must-gather-not-pulled", "does not start: ImagePullBackOff, Back-off pulling image"},
            {"must-gather-fails", "/usr/bin/targeted ended with exit code 1: error: namespace gone-already is not there"
            },
            {"must-gather-sees-nothing", "must-gather empty: the image gathered nothing, as it does when its account"},
        };
    }

    @Test(dataProvider = "badEnds")
    public void aBadEndIsSaidAndHidesNothing(String fault, String said) throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox(BROKEN, fault)) {
            Map<String, Object> before = sandbox.state();

            SuiteRun run = run(sandbox, Map.of("must_gather", "on_failure"));

            assertThat(run.links(ITestResult.FAILURE)).containsExactly("executeMigration");
            assertThat(run.messages()).singleElement().asString().contains(WHY);
            assertThat(folder().resolve("must-gather.txt")).content().contains(said);
            assertThat(folder().resolve("likely-cause.txt")).exists();
            assertThat(sandbox.state()).as("left behind").isEqualTo(before);
        }
    }

    @Test
    public void itIsNotDoneUnlessItIsWanted() throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox(BROKEN)) {
            run(sandbox, Map.of());

            assertThat(folder()).isDirectoryNotContaining("glob:**must-gather*");
            assertThat(sandbox.requestsByKind().keySet()).noneMatch(call -> call.startsWith("create pods"));
        }
    }

    @Test
    public void itIsDoneWithoutOtherEvidence() throws IOException {
        try (OutsideSandbox sandbox = new OutsideSandbox(BROKEN)) {
            run(sandbox, Map.of("must_gather", "on_failure", "evidence", "none"));

            assertThat(folder()).isDirectoryContaining("glob:**must-gather.txt");
            assertThat(folder().resolve("likely-cause.txt")).doesNotExist();
        }
    }

    private SuiteRun run(OutsideSandbox sandbox, Map<String, String> more) throws IOException {
        Map<String, String> given = new HashMap<>(sandbox.settings());
        given.put("evidence_path", evidence.toString());
        given.putAll(more);
        return GivenSettings.during(
                given,
                () -> SuiteRun.of(
                        "testng-local.xml", Map.of(), test -> test.getName().contains("Cold")));
    }

    /** Of the link that failed; there is no other one. */
    private Path folder() throws IOException {
        try (Stream<Path> all = Files.walk(evidence)) {
            List<Path> links = all.filter(Files::isDirectory)
                    .filter(each -> evidence.relativize(each).getNameCount() == 3)
                    .toList();
            assertThat(links).extracting(each -> each.getFileName().toString()).containsExactly("executeMigration");
            return links.get(0);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
