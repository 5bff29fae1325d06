package mtv.steps;

import mtv.check.Report;
import mtv.check.compare.Finding;
import mtv.check.compare.Finding.Verdict;
import mtv.check.compare.ReportedValue;
import org.testng.annotations.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

public class CheckReportTest {

    private static final ReportedValue HERE = new ReportedValue("a<b", "here");

    @Test
    public void whatDiffersComesFirstAndIsOpen() {
        String page = CheckReport.page(new Report(List.of(
                finding(Verdict.SAME, "vm-1", "memory"),
                finding(Verdict.SAME, "vm-2", "memory"),
                finding(Verdict.DIFFERENT, "vm-2", "NIC count"))));
        assertThat(page)
                .containsSubsequence(
                        "2 the same, 1 different",
                        "<details open>",
                        "vm-2</b>: 1 the same, 1 different",
                        "NIC count",
                        "memory",
                        "<details >",
                        "vm-1</b>: 1 the same",
                        "memory");
    }

    @Test
    public void whatDiffersIsTheFirstStep() {
        Report report = new Report(
                List.of(of("memory", Verdict.SAME), of("nic-count", Verdict.DIFFERENT), of("cpu-cores", Verdict.SAME)));
        assertThat(CheckReport.steps(report).stream().map(check -> check.id()))
                .containsExactly("nic-count", "cpu-cores", "memory");
    }

    @Test
    public void aValueIsNoMarkup() {
        assertThat(CheckReport.page(new Report(List.of(finding(Verdict.SAME, "vm-1", "memory")))))
                .contains("a&lt;b (here)")
                .doesNotContain("a<b");
    }

    private static Finding of(String check, Verdict verdict) {
        return new Finding(verdict, check, "vm-1", check, HERE, HERE, "");
    }

    private static Finding finding(Verdict verdict, String vm, String property) {
        return new Finding(verdict, "a-check", vm, property, HERE, HERE, "");
    }
}
