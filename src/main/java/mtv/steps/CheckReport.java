package mtv.steps;

import io.qameta.allure.Allure;
import io.qameta.allure.model.Status;
import mtv.check.Check;
import mtv.check.Checks;
import mtv.check.Finding;
import mtv.check.Report;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells what was compared: each check is a step of the report, and a table has every finding. */
final class CheckReport {

    private static final Logger LOG = LogManager.getLogger();

    private static final String HEAD = """
            <!DOCTYPE html><html><head><meta charset="utf-8"><style>
            body{font-family:sans-serif;font-size:13px} table{border-collapse:collapse}
            td,th{border:1px solid #ccc;padding:3px 7px;text-align:left;vertical-align:top}
            .DIFFERENT{background:#fdd} .DEVIATES{background:#ffd} .NOT_COMPARABLE,.SKIPPED{background:#eee}
            </style></head><body><p>%s</p><table>
            <tr><th>VM or object</th><th>check</th><th>property</th><th>verdict</th><th>expected</th><th>actual</th>
            <th>note</th></tr>
            """;

    private CheckReport() {}

    static void tell(Report report) {
        for (Check<?> check : Checks.all()) {
            List<Finding> found = report.of(check);
            if (!found.isEmpty()) {
                Allure.step(check.id() + ": " + words(found), status(found));
            }
        }
        Allure.addAttachment("What was compared", "text/html", table(report), ".html");
        LOG.info("Checks: {}", report.counts());
    }

    private static String words(List<Finding> found) {
        return found.stream()
                .collect(Collectors.groupingBy(Finding::verdict, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> e.getValue() + " " + e.getKey().words())
                .collect(Collectors.joining(", "));
    }

    private static Status status(List<Finding> found) {
        boolean different = found.stream().anyMatch(f -> f.verdict() == Finding.Verdict.DIFFERENT);
        boolean compared = found.stream().anyMatch(f -> f.verdict() == Finding.Verdict.SAME);
        return different ? Status.FAILED : compared ? Status.PASSED : Status.SKIPPED;
    }

    private static String table(Report report) {
        return report.findings().stream()
                .sorted(Comparator.comparing(Finding::subject))
                .map(CheckReport::row)
                .collect(Collectors.joining("\n", HEAD.formatted(report.counts()), "</table></body></html>"));
    }

    private static String row(Finding finding) {
        return List.of(
                        finding.subject(),
                        finding.check(),
                        finding.property(),
                        finding.verdict().words(),
                        finding.expected().words(),
                        finding.actual().words(),
                        finding.note())
                .stream()
                .map(CheckReport::escape)
                .collect(Collectors.joining("</td><td>", "<tr class=\"" + finding.verdict() + "\"><td>", "</td></tr>"));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
