package mtv.check.compare;

import mtv.vm.Fact;

/**
 * An expected or an actual value, as a report shows it.
 *
 * @param text the value
 * @param origin where it comes from: a field of the inventory or of an object, or a rule of MTV
 */
public record ReportedValue(String text, String origin) {

    public static ReportedValue of(Object value, String origin) {
        return new ReportedValue(String.valueOf(value), origin);
    }

    public static ReportedValue of(Fact<?> fact) {
        return fact.isKnown() ? of(fact.get(), fact.origin()) : new ReportedValue("nothing", fact.origin());
    }

    /** For a table: the value with its origin, or the text alone where no origin is known. */
    public String words() {
        return origin.isEmpty() ? text : toString();
    }

    @Override
    public String toString() {
        return text + " (" + origin + ")";
    }
}
