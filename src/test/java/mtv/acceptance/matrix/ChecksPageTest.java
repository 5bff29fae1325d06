package mtv.acceptance.matrix;

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
    private String html;

    @BeforeClass(alwaysRun = true)
    public void write() throws IOException {
        matrix = Matrix.read();
        page = new ChecksPage(matrix, ChecksPage.catalogue());
        html = page.html();
    }

    @Test
    public void everyCheckIsThereOnceWithWhatItCompares() {
        for (Check<?> check : Checks.all()) {
            assertThat(html.split(Pattern.quote("<tr id=\"" + check.id() + "\">"), -1))
                    .as("%s is in one group of page.json", check.id())
                    .hasSize(2);
            assertThat(row(html, check.id())).contains(check.compares());
        }
    }

    @Test
    public void everyRowOfTheMatrixStandsBesideWhatMustNoticeIt() throws IOException {
        for (MatrixRow row : matrix.rows()) {
            assertThat(row(html, row.expect()))
                    .as(row.id())
                    .contains("<span class=\"row\">" + row.mark(), row.fault())
                    .contains(ChecksPage.catalogue().get(row.fault()));
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
        assertThat(row(without.html(), "nic-count")).contains("No fault proves it.");
        assertThat(without.html())
                .contains("<a href=\"#nic-count\">")
                .contains("<b>" + without.unproven().size() + "</b>without a proving fault");
        assertThat(row(html, "nic-count")).doesNotContain("No fault proves it.");
    }

    @Test
    public void theNumberOfMigrationsIsTheSumOfTheTable() {
        int sum = Pattern.compile("<td class=\"number\">(\\d+)</td></tr>")
                .matcher(html)
                .results()
                .mapToInt(number -> Integer.parseInt(number.group(1)))
                .sum();
        assertThat(sum).isEqualTo(matrix.rows().size());
    }

    @Test
    public void itNeedsNothingFromElsewhere() {
        assertThat(html).doesNotContain("http", "src=", "url(", "${").doesNotContainPattern("href=\"[^#]");
    }

    private static String row(String html, String id) {
        return html.lines()
                .filter(line -> line.startsWith("<tr id=\"" + id + "\">"))
                .findFirst()
                .orElse("");
    }
}
