package mtv.check;

import mtv.check.compare.Finding;
import mtv.vm.SourceType;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Something that cannot be compared, and that may be so: the report shows it, and the run stays green. A value of the
 * source that cannot be read is never meant, unless {@code why} says so.
 *
 * @param check id of the check that cannot compare it
 * @param property part of the property's name; empty for all of the check
 * @param sources the source types of which it may be so; empty for all
 * @param why matches the whole reason that the check gives
 * @param because why it may be so, for people
 */
public record AllowedGap(String check, String property, Set<SourceType> sources, Pattern why, String because) {

    /** @param why a regular expression */
    public AllowedGap(String check, String property, Set<SourceType> sources, String why, String because) {
        this(check, property, sources, Pattern.compile(why), because);
    }

    boolean covers(Finding gap, SourceType source) {
        return gap.check().equals(check)
                && gap.property().contains(property)
                && why.matcher(gap.note()).matches()
                && (sources.isEmpty() || sources.contains(source));
    }
}
