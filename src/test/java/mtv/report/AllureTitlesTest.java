package mtv.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import mtv.Scratch;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** What results are called in Allure, and under which heading a failure is found. */
public class AllureTitlesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    public void aLinkIsNamedWithItsScenario() {
        TestResult link = result("4 execute the migration", Status.PASSED, "")
                .setLabels(List.of(
                        new Label().setName("feature").setValue("Remote OpenShift"),
                        new Label().setName("story").setValue("Warm migration")));
        new AllureTitles().beforeTestWrite(link);
        assertThat(link.getName()).isEqualTo("Warm migration, Remote OpenShift: 4 execute the migration");
    }

    @Test
    public void aTestWithoutAStoryKeepsItsName() {
        TestResult other = result("anything", Status.PASSED, "");
        new AllureTitles().beforeTestWrite(other);
        assertThat(other.getName()).isEqualTo("anything");
    }

    @DataProvider
    public Object[][] failures() {
        return new Object[][] {
            // trace, status, heading
            {"mtv.await.WaitException$BadEnd: Migration m Failed", Status.FAILED, "Product: MTV failed"},
            {"mtv.steps.migrate.MigrationException: refused", Status.FAILED, "Product: MTV failed"},
            {"mtv.await.WaitException$Stopped: the run was stopped", Status.BROKEN, "Stopped from outside"},
            {"mtv.doctor.HealthException: The doctor found 1 error", Status.BROKEN, "Environment"},
            {"mtv.cluster.ClusterException: Failed to get client", Status.BROKEN, "Environment"},
            {"mtv.settings.input.SettingsException: 2 problems", Status.BROKEN, "Configuration"},
            {"java.lang.NullPointerException: oops", Status.BROKEN, "The suite itself"},
        };
    }

    @Test(dataProvider = "failures")
    public void aFailureIsFoundUnderItsHeading(String trace, Status status, String heading) throws IOException {
        TestResult failed = result("link", Status.BROKEN, trace);
        new AllureTitles().beforeTestWrite(failed);
        assertThat(failed.getStatus()).isEqualTo(status);
        assertThat(heading(failed)).startsWith(heading);
    }

    @Test
    public void jenkinsIsNamedWhereItRan() throws IOException {
        Path folder = Scratch.folder("allure-files");
        new AllureFiles(folder, Map.of()).write();
        assertThat(folder.resolve("executor.json")).doesNotExist();
        new AllureFiles(
                        folder,
                        Map.of("BUILD_URL", "https://ci.example/job/mtv/7/", "BUILD_NUMBER", "7", "JOB_NAME", "mtv"))
                .write();
        assertThat(Files.readString(folder.resolve("executor.json")))
                .contains("\"buildName\":\"mtv #7\"", "\"buildOrder\":7", "\"type\":\"jenkins\"");
    }

    /** The first one that fits, as a report puts a result under each; the last ones are for what nothing else fits. */
    private static String heading(TestResult result) throws IOException {
        Path folder = Scratch.folder("allure-files");
        new AllureFiles(folder, Map.of()).write();
        for (JsonNode category : JSON.readTree(folder.resolve("categories.json").toFile())) {
            boolean status = category.path("matchedStatuses")
                    .valueStream()
                    .anyMatch(one -> one.asText().equals(result.getStatus().value()));
            boolean message =
                    matches(category, "messageRegex", result.getStatusDetails().getMessage());
            boolean trace =
                    matches(category, "traceRegex", result.getStatusDetails().getTrace());
            if (status && message && trace) {
                return category.path("name").asText();
            }
        }
        return "";
    }

    private static boolean matches(JsonNode category, String field, String text) {
        return !category.has(field) || Pattern.matches(category.path(field).asText(), text);
    }

    private static TestResult result(String name, Status status, String trace) {
        return new TestResult()
                .setName(name)
                .setStatus(status)
                .setStatusDetails(new StatusDetails().setTrace(trace).setMessage(trace));
    }
}
