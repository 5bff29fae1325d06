package mtv.check;

import mtv.check.compare.Finding;
import mtv.vm.SourceType;

import java.util.Set;

/**
 * A difference that is known and accepted: the report shows it with its reason, and the run stays green.
 *
 * @param check id of the check that finds it
 * @param property part of the property's name; empty for all of the check
 * @param origin part of the origin of the expected value; empty for any
 * @param actual the actual value; empty for any
 * @param sources the source types it is known of; empty for all
 * @param because for the report
 */
public record KnownDeviation(
        String check, String property, String origin, String actual, Set<SourceType> sources, String because) {

    /** Of any origin and value. */
    public KnownDeviation(String check, String property, Set<SourceType> sources, String because) {
        this(check, property, "", "", sources, because);
    }

    boolean covers(Finding difference, SourceType source) {
        return difference.is(Finding.Verdict.DIFFERENT)
                && difference.check().equals(check)
                && difference.property().contains(property)
                && difference.expected().origin().contains(origin)
                && (actual.isEmpty() || difference.actual().text().equals(actual))
                && (sources.isEmpty() || sources.contains(source));
    }
}
