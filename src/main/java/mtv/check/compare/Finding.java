package mtv.check.compare;

/**
 * What one check found out about one property of one subject.
 *
 * @param subject a VM, by the name of its source, or another object of the run
 * @param property such as {@code NIC 0 MAC}
 * @param note why there is no verdict, or why a difference is none; empty for the others
 */
public record Finding(
        Verdict verdict,
        String check,
        String subject,
        String property,
        ReportedValue expected,
        ReportedValue actual,
        String note) {

    /** How a comparison ended. */
    public enum Verdict {
        SAME("the same"),
        DIFFERENT("different"),
        /** Different, as the table of known deviations or the scenario foretells. */
        DEVIATES("deviating as known"),
        /** One side cannot tell, which may be so. */
        NOT_COMPARABLE("not comparable"),
        /** One side cannot tell, which nothing allows. */
        UNPROVEN("not comparable without permission"),
        /** The scenario does not want it. */
        SKIPPED("skipped");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public boolean is(Verdict wanted) {
        return verdict == wanted;
    }

    public Finding excused(String because) {
        return new Finding(Verdict.DEVIATES, check, subject, property, expected, actual, because);
    }

    public Finding unproven() {
        return new Finding(Verdict.UNPROVEN, check, subject, property, expected, actual, note);
    }

    /** Whether a run with it is not green. */
    public boolean isRed() {
        return verdict == Verdict.DIFFERENT || verdict == Verdict.UNPROVEN;
    }

    /** One line for a person. */
    @Override
    public String toString() {
        String what = subject + ": " + property;
        return switch (verdict) {
            case SAME -> what + " is " + actual;
            case DIFFERENT -> what + " expected " + expected + ", but was " + actual;
            case DEVIATES -> what + " expected " + expected + ", but was " + actual + ", as is known: " + note;
            case NOT_COMPARABLE -> what + " not comparable: " + note;
            case UNPROVEN ->
                what + " not comparable: " + note + "; neither not_comparable of the scenario nor MTV's own list allows"
                        + " it";
            case SKIPPED -> what + " skipped: " + note;
        };
    }
}
