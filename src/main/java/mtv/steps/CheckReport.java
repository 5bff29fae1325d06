package mtv.steps;

import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StepResult;
import mtv.check.Checks;
import mtv.check.Report;
import mtv.check.compare.Check;
import mtv.check.compare.Finding;
import mtv.check.compare.Finding.Verdict;
import mtv.text.Visible;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Writes what was compared into the report: each check is a step, and an attached page has every finding. */
final class CheckReport {

    private static final Logger LOG = LogManager.getLogger();

    private static final String PAGE = """
            <!DOCTYPE html><html><head><meta charset="utf-8"><style>
            body{font-family:sans-serif;font-size:13px} table{border-collapse:collapse;width:100%%;margin:6px 0 14px}
            td,th{border:1px solid #ccc;padding:3px 7px;text-align:left;vertical-align:top;overflow-wrap:anywhere}
            summary{cursor:pointer;padding:3px 0} td:nth-child(1),td:nth-child(3){white-space:nowrap}
            .DIFFERENT,.UNPROVEN{background:#fdd} .DEVIATES{background:#ffd} .NOT_COMPARABLE,.SKIPPED{background:#eee}
            </style></head><body><p>%s</p>
            %s
            </body></html>
            """;

    private static final String SECTION = """
            <details %s><summary><b>%s</b>: %s</summary><table>
            <tr><th>check</th><th>property</th><th>verdict</th><th>expected</th><th>actual</th><th>note</th></tr>
            %s
            </table></details>
            """;

    private CheckReport() {}

    /** Runs the checks as a step of its own, which has the status of the worst finding. */
    static Report of(Supplier<Report> checks) {
        AllureLifecycle allure = Allure.getLifecycle();
        String step = UUID.randomUUID().toString();
        allure.startStep(
                step, new StepResult().setName("Check the migrated VMs").setStatus(Status.BROKEN));
        try {
            Report report = checks.get();
            write(report);
            allure.updateStep(step, result -> result.setStatus(status(report.findings())));
            return report;
        } finally {
            allure.stopStep(step);
        }
    }

    private static void write(Report report) {
        steps(report).forEach(check -> step(check, report.of(check)));
        Allure.addAttachment("What was compared", "text/html", page(report), ".html");
        LOG.info("Checks: {}", report.counts());
    }

    /** The checks that found something, those first that found something wrong. */
    static List<Check<?>> steps(Report report) {
        return Checks.all().stream()
                .filter(check -> !report.of(check).isEmpty())
                .sorted(Comparator.comparing((Check<?> check) -> status(report.of(check)) != Status.FAILED))
                .toList();
    }

    private static void step(Check<?> check, List<Finding> found) {
        Status status = status(found);
        Allure.step(check.id() + ": " + (status == Status.FAILED ? different(found) : words(found)), status);
    }

    private static String different(List<Finding> found) {
        return found.stream().filter(Finding::isRed).map(Finding::toString).collect(Collectors.joining("; "));
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
        boolean different = found.stream().anyMatch(Finding::isRed);
        boolean compared = found.stream().anyMatch(f -> f.is(Verdict.SAME));
        return different ? Status.FAILED : compared ? Status.PASSED : Status.SKIPPED;
    }

    /**
     * A section for each VM and object. Sections with differences come first and are open; differences come first in
     * each.
     */
    static String page(Report report) {
        Map<String, List<Finding>> bySubject = report.findings().stream()
                .sorted(Comparator.comparing((Finding finding) -> !finding.isRed()))
                .collect(Collectors.groupingBy(Finding::subject, LinkedHashMap::new, Collectors.toList()));
        return PAGE.formatted(
                report.counts(),
                bySubject.entrySet().stream()
                        .map(entry -> section(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining("\n")));
    }

    private static String section(String subject, List<Finding> found) {
        return SECTION.formatted(
                status(found) == Status.FAILED ? "open" : "",
                escape(subject),
                words(found),
                found.stream().map(CheckReport::row).collect(Collectors.joining("\n")));
    }

    private static String row(Finding finding) {
        return """
                <tr class="%s"><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>""".formatted(
                        finding.verdict(),
                        escape(finding.check()),
                        escape(finding.property()),
                        finding.verdict().words(),
                        escape(finding.expected().words()),
                        escape(finding.actual().words()),
                        escape(finding.note()));
    }

    private static String escape(String text) {
        return Visible.text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
