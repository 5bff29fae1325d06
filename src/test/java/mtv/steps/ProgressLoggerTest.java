package mtv.steps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import mtv.model.VmStatus;
import mtv.steps.progress.ProgressLogger;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Where a VM is, as the console tells it. */
public class ProgressLoggerTest {

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    /** Before a step, at one, between two precopies, at the end. */
    @DataProvider
    public Object[][] positions() {
        String steps = """
                "pipeline": [{"name": "Initialize", "phase": "Completed", "progress": {"completed": 1, "total": 1}},
                  {"name": "DiskTransfer", "phase": "%s", "progress": {"completed": 0, "total": 1}},
                  {"name": "Cutover", "phase": "Pending", "progress": {"completed": 0, "total": 1}}]""";
        String warm =
                ", \"warm\": {\"successes\": 0, \"failures\": 0, \"consecutiveFailures\": 0, \"precopies\": [{}, {}]}";
        String begun = "{\"name\": \"web\", \"started\": \"2026-01-02T03:04:05Z\", ";
        return new Object[][] {
            {"{\"name\": \"web\"}", "waiting"},
            {begun + steps.formatted("Running") + "}", "DiskTransfer"},
            {begun + steps.formatted("Running") + warm + "}", "DiskTransfer, precopy 2"},
            {
                begun + "\"phase\": \"CopyingPaused\", " + steps.formatted("Completed") + warm + "}",
                "DiskTransfer, paused after precopy 2"
            },
            {
                begun + "\"phase\": \"WaitForPreviousSnapshotRemoval\", " + steps.formatted("Completed") + warm + "}",
                "DiskTransfer, paused after precopy 2"
            },
            {
                begun + "\"phase\": \"WaitForSnapshot\", " + steps.formatted("Completed") + warm + "}",
                "DiskTransfer, precopy 2"
            },
            {begun + "\"phase\": \"CopyDisks\", " + steps.formatted("Completed") + warm + "}", "DiskTransfer, precopy 2"
            },
            {begun + steps.formatted("Completed") + warm + "}", "Cutover"},
            {begun + "\"pipeline\": []}", "finishing"},
            {begun + condition("Failed") + steps.formatted("Running") + "}", "Failed"},
        };
    }

    private static String condition(String type) {
        return "\"conditions\": [{\"type\": \"%s\", \"status\": \"True\", \"category\": \"Advisory\", ".formatted(type)
                + "\"lastTransitionTime\": \"2026-01-02T03:04:05Z\"}], ";
    }

    @Test(dataProvider = "positions")
    public void aVmIsToldToBeWhereItIs(String status, String words) throws JsonProcessingException {
        assertThat(ProgressLogger.position(JSON.readValue(status, VmStatus.class)))
                .isEqualTo(words);
    }
}
