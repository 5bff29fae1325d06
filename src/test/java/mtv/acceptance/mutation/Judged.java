package mtv.acceptance.mutation;

import mtv.check.Report;
import mtv.check.compare.Finding;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What came of a mutation.
 *
 * @param checks ids of the checks that told a difference
 * @param failure with which the collection or the comparison ended; empty when both came to their end
 * @param crashed whether nobody had foreseen that failure, so that it tells a person nothing
 */
record Judged(Mutation mutation, Set<String> checks, String failure, boolean crashed) {

    static Judged by(Report report, Mutation mutation) {
        List<Finding> differences = report.differences();
        return new Judged(mutation, differences.stream().map(Finding::check).collect(Collectors.toSet()), "", false);
    }

    /** The suite's own exceptions say what is wrong; those of the JDK are defects. */
    static Judged broken(Mutation mutation, RuntimeException failure) {
        String type = failure.getClass().getName();
        return new Judged(
                mutation, Set.of(), failure.toString(), !type.startsWith("mtv.") && !type.startsWith("io.fabric8."));
    }

    /** Whether nothing had to be noticed, or it was. */
    boolean isCaught() {
        return mutation.free() || isNoticed();
    }

    private boolean isNoticed() {
        return !checks.isEmpty() || !failure.isEmpty() && !crashed;
    }
}
