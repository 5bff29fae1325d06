package mtv.doctor.finding;

import mtv.observe.ProductVersions;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the doctor found.
 *
 * @param versions of the products, which were read on the way
 */
public record HealthReport(List<HealthFinding> findings, ProductVersions versions) {

    public HealthReport {
        findings = findings.stream()
                .sorted(Comparator.comparing(HealthFinding::area))
                .toList();
    }

    /** Sentences about what the run may fail of. */
    public List<String> warnings() {
        return words(Severity.WARNING);
    }

    /** Sentences about what the run would fail of. */
    public List<String> errors() {
        return words(Severity.ERROR);
    }

    private List<String> words(Severity severity) {
        return of(severity).stream().map(HealthFinding::toString).toList();
    }

    public List<HealthFinding> of(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
    }

    /** @throws HealthException with all errors, if there is any */
    public void requireNoErrors() {
        if (!errors().isEmpty()) {
            throw new HealthException(of(Severity.ERROR));
        }
    }

    /** All findings, one a line. */
    public String table() {
        return findings.stream()
                .map(finding -> "%-11s%-9s%s"
                        .formatted(
                                finding.area().words(),
                                finding.severity().name().toLowerCase(Locale.ROOT),
                                finding.words()))
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
