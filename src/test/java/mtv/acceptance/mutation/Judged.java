package mtv.acceptance.mutation;

import mtv.check.Report;

/**
 * What came of a mutation.
 *
 * @param failure with which the collection or the comparison ended; empty when both came to their end
 */
record Judged(Mutation mutation, Verdict verdict, String failure) {

    enum Verdict {
        /** A check told a difference, or the suite ended with an exception of its own, which says what is wrong. */
        CAUGHT,
        /** Nobody can notice it, and there is a reason for that. */
        FREE,
        MISSED,
        /** An exception that nobody had foreseen, so that it tells a person nothing. */
        CRASHED
    }

    static Judged by(Report report, Mutation mutation, FreeMutations free) {
        Verdict otherwise = free.contains(mutation) ? Verdict.FREE : Verdict.MISSED;
        return new Judged(mutation, report.differences().isEmpty() ? otherwise : Verdict.CAUGHT, "");
    }

    static Judged broken(Mutation mutation, RuntimeException failure) {
        String type = failure.getClass().getName();
        boolean foreseen = type.startsWith("mtv.") || type.startsWith("io.fabric8.");
        return new Judged(mutation, foreseen ? Verdict.CAUGHT : Verdict.CRASHED, failure.toString());
    }

    boolean is(Verdict wanted) {
        return verdict == wanted;
    }
}
