package mtv.acceptance.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.check.Report;
import mtv.record.RecordedConnection.Answer;
import mtv.record.RecordedConnection.Request;
import mtv.steps.CollectedMigration;
import mtv.steps.EditedAnswers;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** Clusters and sources may tell the same in other ways, and the comparison finds no difference. */
public class BenignVariationsTest {

    private static final String USUAL = "vsphere-cold";

    /** Only a machine that hangs reaches it. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Map<String, CollectedMigration> migrations = new HashMap<>();

    private CollectedMigration migration(String id) throws IOException, InterruptedException {
        if (!migrations.containsKey(id)) {
            migrations.put(id, CleanMigration.named(id).collect());
        }
        return migrations.get(id);
    }

    private static Report compare(CollectedMigration migration, EditedAnswers edits, Duration patience)
            throws IOException {
        try (CollectedMigration.Session session = migration.play(edits, patience)) {
            return session.compare(edits);
        }
    }

    private static void assertNoDifference(CollectedMigration migration, EditedAnswers edits, Duration patience)
            throws IOException {
        Report report = compare(migration, edits, patience);

        assertThat(report.differences()).as(report.describe()).isEmpty();
        assertThat(report.counts()).isEqualTo(migration.report().counts());
    }

    @DataProvider
    public Object[][] variations() {
        return BenignVariations.all().entrySet().stream()
                .map(row -> new Object[] {row.getKey(), row.getValue()})
                .toArray(Object[][]::new);
    }

    @Test(dataProvider = "variations")
    public void theSameIsTold(String how, EditedAnswers variation) throws IOException, InterruptedException {
        assertNoDifference(migration(USUAL), variation, CollectedMigration.SHORTLY);
    }

    /** A variation that changes nothing would prove nothing. */
    @Test(dataProvider = "variations")
    public void aVariationChangesAnswers(String how, EditedAnswers variation) throws IOException, InterruptedException {
        List<JsonNode> changed = new ArrayList<>();
        migration(USUAL).eachAnswer((asked, body) -> {
            JsonNode edited = variation.edit(asked, body);
            if (!edited.toString().equals(body.toString())) {
                changed.add(edited);
            }
        });
        assertThat(changed).isNotEmpty();
    }

    @DataProvider
    public Object[][] migrations() {
        return new Object[][] {{USUAL}, {"ovirt-warm"}, {"openshift-cold"}};
    }

    @Test(dataProvider = "migrations")
    public void theSameIsToldInAllTheseWaysAtOnce(String id) throws IOException, InterruptedException {
        EditedAnswers all = BenignVariations.together(BenignVariations.all().values());
        assertNoDifference(migration(id), all, CollectedMigration.SHORTLY);
    }

    @DataProvider
    public Object[][] watches() {
        return new Object[][] {
            {"bookmarks", List.of("bookmark", "running", "bookmark")},
            {"events twice", List.of("starting", "starting", "running", "running")},
            {"an old event late", List.of("running", "starting", "running")},
            {"a version that is too old", List.of("too old")},
        };
    }

    @Test(dataProvider = "watches")
    public void aWatchTellsItInItsOwnWay(String how, List<String> events) throws IOException, InterruptedException {
        CollectedMigration migration = migration(USUAL);
        assertNoDifference(migration, new WatchVariation(migration, events), PATIENCE);
    }

    /** The header Retry-After is none of what a tape keeps; the pauses are tested where requests are sent again. */
    @Test
    public void anApiThatIsBusyIsAskedAgain() throws IOException, InterruptedException {
        assertNoDifference(migration(USUAL), new Busy(), PATIENCE);
    }

    /** The first answer to every request to a cluster. */
    private static final class Busy implements EditedAnswers {

        private static final Answer LATER = new Answer(
                429,
                "",
                "",
                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"TooManyRequests\","
                        + "\"message\":\"the server is busy\",\"code\":429}");

        @Override
        public JsonNode edit(Request asked, JsonNode body) {
            return body;
        }

        @Override
        public Optional<Answer> instead(Request asked, int time) {
            return time == 1 && !asked.server().equals("inventory") ? Optional.of(LATER) : Optional.empty();
        }
    }

    /** A cluster answers by pages only whom it asks for them. */
    @Test
    public void noListIsAskedForByPages() throws IOException, InterruptedException {
        migration(USUAL).eachAnswer((asked, body) -> {
            assertThat(asked.target()).doesNotContain("limit=");
            assertThat(body.at("/metadata/continue").asText())
                    .as(asked.target())
                    .isEmpty();
        });
    }
}
