package mtv.check.compare;

import mtv.vm.Fact;

/**
 * One half of a comparison, in words.
 *
 * @param origin where it comes from: a field of the inventory, of an object, or a rule of MTV
 */
public record ObservedValue(String text, String origin) {

    public static ObservedValue of(Object value, String origin) {
        return new ObservedValue(String.valueOf(value), origin);
    }

    public static ObservedValue of(Fact<?> fact) {
        return fact.isKnown() ? of(fact.get(), fact.origin()) : new ObservedValue("nothing", fact.origin());
    }

    /** For a table; empty where there is nothing to compare. */
    public String words() {
        return origin.isEmpty() ? text : toString();
    }

    @Override
    public String toString() {
        return text + " (" + origin + ")";
    }
}
