package mtv.check;

import mtv.check.compare.Check;
import mtv.check.compare.Finding;
import mtv.check.compare.Finding.Verdict;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the checks found out, in the order of the checks. */
public record Report(List<Finding> findings) {

    private static final Set<Verdict> ALWAYS = EnumSet.of(Verdict.SAME, Verdict.DIFFERENT);

    /** When nothing was looked at. */
    public static final Report EMPTY = new Report(List.of());

    /** What makes it red: differences, and what is not comparable although nothing allows that. */
    public List<Finding> differences() {
        return findings.stream().filter(Finding::isRed).toList();
    }

    List<Finding> of(Verdict verdict) {
        return findings.stream().filter(finding -> finding.is(verdict)).toList();
    }

    public List<Finding> of(Check<?> check) {
        return findings.stream()
                .filter(finding -> finding.check().equals(check.id()))
                .toList();
    }

    /** How many, then one per line, each VM's together. */
    public String describe() {
        List<Finding> differences = differences();
        String count = differences.size() == 1 ? "1 difference" : differences.size() + " differences";
        Map<String, List<Finding>> bySubject = differences.stream()
                .collect(Collectors.groupingBy(Finding::subject, LinkedHashMap::new, Collectors.toList()));
        return bySubject.values().stream()
                .flatMap(List::stream)
                .map(difference -> System.lineSeparator() + "  " + difference)
                .collect(Collectors.joining("", count + " between source and destination:", ""));
    }

    /** Such as {@code 96 the same, 0 different, 12 not comparable}; of the other verdicts only those that there are. */
    public String counts() {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> ALWAYS.contains(verdict) || !of(verdict).isEmpty())
                .map(verdict -> of(verdict).size() + " " + verdict.words())
                .collect(Collectors.joining(", "));
    }
}
