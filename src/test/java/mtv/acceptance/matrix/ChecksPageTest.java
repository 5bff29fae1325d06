package mtv.acceptance.matrix;

import mtv.GeneratedPage;
import mtv.check.Checks;
import mtv.check.compare.Check;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

public class ChecksPageTest {

    private Matrix matrix;
    private ChecksPage page;
    private String markdown;

    @BeforeClass(alwaysRun = true)
    public void write() throws IOException {
        matrix = Matrix.read();
        page = new ChecksPage(matrix, ChecksPage.catalogue());
        markdown = page.markdown();
    }

    @Test
    public void theCommittedPageIsTheGeneratedOne() throws IOException {
        GeneratedPage.requireCurrent(ChecksPage.FILE, markdown, ChecksPage.class);
    }

    @Test
    public void everyCheckIsShownOnceWithItsDescription() {
        for (Check<?> check : Checks.all()) {
            assertThat(markdown.split(Pattern.quote(head(check.id())), -1))
                    .as("%s is in one group of page.json", check.id())
                    .hasSize(2);
            assertThat(entry(markdown, check.id())).contains(check.compares());
        }
    }

    @Test
    public void everyFaultOfTheMatrixStandsBelowWhatMustNoticeIt() throws IOException {
        for (MatrixRow row : matrix.rows()) {
            assertThat(entry(markdown, row.expect()))
                    .as(row.id())
                    .contains("`" + row.fault() + "`: " + ChecksPage.catalogue().get(row.fault()));
        }
    }

    @Test
    public void aCheckWithoutAProvingFaultIsShownAndCounted() throws IOException {
        List<MatrixRow> others = matrix.rows().stream()
                .filter(row -> !row.expect().equals("nic-count"))
                .toList();
        ChecksPage without =
                new ChecksPage(new Matrix(matrix.machines(), matrix.entangled(), others), ChecksPage.catalogue());
        assertThat(without.unproven())
                .contains("nic-count")
                .hasSize(page.unproven().size() + 1);
        assertThat(entry(without.markdown(), "nic-count")).contains("No fault proves it.");
        assertThat(without.markdown())
                .contains("No fault proves `nic-count`.")
                .contains("| %d | %d | %d |"
                        .formatted(
                                Checks.all().size(),
                                Checks.all().size() - without.unproven().size(),
                                others.size()));
        assertThat(entry(markdown, "nic-count")).doesNotContain("No fault proves it.");
    }

    @Test
    public void theNumberOfMigrationsIsTheSumOfTheTable() {
        List<Integer> migrations = Pattern.compile("(?m)^\\| .* (\\d+) \\|$")
                .matcher(markdown)
                .results()
                .map(number -> Integer.valueOf(number.group(1)))
                .toList();
        int last = migrations.size() - 1;
        assertThat(migrations.get(last)).isEqualTo(matrix.rows().size());
        assertThat(migrations.subList(0, last).stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(matrix.rows().size());
    }

    private static String head(String id) {
        return "- **`" + id + "`** ";
    }

    /** The lines of one check, or of one step that a fault ends. */
    private static String entry(String markdown, String id) {
        String from = markdown.substring(markdown.indexOf(head(id)));
        return from.split("(?m)^(?=- |## |$)", 3)[0];
    }
}
