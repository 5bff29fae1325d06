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
import java.util.stream.Stream;

/**
 * The checks that a scenario skips, the differences that are accepted, and what need not be comparable: the scenario's
 * own, and those of MTV itself.
 *
 * @param skipped reason by id of a check that is not wanted
 * @param deviations differences that are known
 * @param gaps what need not be comparable; empty where nobody minds
 */
public record AcceptedDifferences(
        SourceType source,
        Map<String, String> skipped,
        List<KnownDeviation> deviations,
        Optional<List<AllowedGap>> gaps) {

    /** Where nobody minds what is not comparable. */
    public AcceptedDifferences(SourceType source, Map<String, String> skipped, List<KnownDeviation> deviations) {
        this(source, skipped, deviations, Optional.empty());
    }

    /**
     * Adds MTV's known deviations, which stand in {@code deviations.json}, and what is known not to be comparable,
     * which stands in {@code not-comparable.json}.
     *
     * @param own deviations of the scenario
     * @param ownGaps what the scenario allows not to be comparable
     */
    public static AcceptedDifferences of(
            SourceType source, Map<String, String> skipped, List<KnownDeviation> own, List<AllowedGap> ownGaps) {
        List<KnownDeviation> deviations = new ArrayList<>(own);
        deviations.addAll(known());
        List<AllowedGap> gaps = new ArrayList<>(ownGaps);
        gaps.addAll(knownGaps());
        return new AcceptedDifferences(source, skipped, deviations, Optional.of(gaps));
    }

    /** Each row names one check or several. */
    static List<AllowedGap> knownGaps() {
        return JsonTable.of("/mtv/check/not-comparable.json").stream()
                .flatMap(row -> names(row.path("check"))
                        .map(check -> new AllowedGap(
                                check,
                                row.path("property").asText(),
                                sources(row.path("sources")),
                                row.path("why").asText(),
                                row.path("because").asText())))
                .toList();
    }

    private static Stream<String> names(JsonNode checks) {
        return checks.isArray() ? checks.valueStream().map(JsonNode::asText) : Stream.of(checks.asText());
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
        if (finding.is(Finding.Verdict.NOT_COMPARABLE)) {
            boolean allowed = gaps.isEmpty() || gaps.get().stream().anyMatch(gap -> gap.covers(finding, source));
            return allowed ? finding : finding.unproven();
        }
        Optional<KnownDeviation> known =
                deviations.stream().filter(d -> d.covers(finding, source)).findFirst();
        return known.map(deviation -> finding.excused(deviation.because())).orElse(finding);
    }
}
