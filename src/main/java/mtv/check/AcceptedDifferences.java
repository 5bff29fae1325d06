package mtv.check;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.check.compare.Finding;
import mtv.check.compare.JsonTable;
import mtv.check.whole.WholeChecks;
import mtv.vm.SourceType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The checks that a scenario skips, and the differences that are accepted: the scenario's own, and those of MTV itself.
 *
 * @param skipped reason by id of a check that is not wanted
 * @param deviations differences that are known
 */
public record AcceptedDifferences(SourceType source, Map<String, String> skipped, List<KnownDeviation> deviations) {

    /**
     * Adds MTV's known deviations, which stand in {@code deviations.json}.
     *
     * @param own those of the scenario
     */
    public static AcceptedDifferences of(SourceType source, Map<String, String> skipped, List<KnownDeviation> own) {
        List<KnownDeviation> deviations = new ArrayList<>(own);
        deviations.addAll(known());
        return new AcceptedDifferences(source, skipped, deviations);
    }

    /** The same, where a field that nobody explains is shown and is no difference. */
    public AcceptedDifferences reportingUnexplained() {
        List<KnownDeviation> more = new ArrayList<>(deviations);
        Checks.ids().stream()
                .filter(check -> check.endsWith(WholeChecks.ID))
                .forEach(check -> more.add(new KnownDeviation(
                        check, WholeChecks.UNEXPLAINED, Set.of(), "unexplained = report, so that it is only shown")));
        return new AcceptedDifferences(source, skipped, more);
    }

    /** Deviations of MTV itself. */
    static List<KnownDeviation> known() {
        return JsonTable.of("/mtv/check/deviations.json").stream()
                .map(row -> new KnownDeviation(
                        row.path("check").asText(),
                        row.path("property").asText(),
                        row.path("origin").asText(),
                        row.path("actual").asText(),
                        sources(row.path("sources")),
                        row.path("because").asText()))
                .toList();
    }

    private static Set<SourceType> sources(JsonNode names) {
        return names.valueStream()
                .map(name -> SourceType.of(name.asText()).orElseThrow())
                .collect(Collectors.toSet());
    }

    Finding judge(Finding finding) {
        Optional<KnownDeviation> known =
                deviations.stream().filter(d -> d.covers(finding, source)).findFirst();
        return known.map(deviation -> finding.excused(deviation.because())).orElse(finding);
    }
}
