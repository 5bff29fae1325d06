package mtv.check.compare;

import mtv.check.compare.Finding.Verdict;
import mtv.vm.Fact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Where a check writes down what it finds out about one subject. */
public final class Findings {

    private static final ObservedValue NOTHING = new ObservedValue("", "");

    private final String check;
    private final String subject;
    private final List<Finding> found;

    public Findings(String check, String subject) {
        this(check, subject, new ArrayList<>());
    }

    private Findings(String check, String subject, List<Finding> found) {
        this.check = check;
        this.subject = subject;
        this.found = found;
    }

    /** For a check of the run: what is written there is said of one object of it. */
    public Findings about(String other) {
        return new Findings(check, other, found);
    }

    public List<Finding> all() {
        return List.copyOf(found);
    }

    /**
     * Not comparable when nothing is expected for want of knowledge, or when what is there cannot be read; nothing
     * where something is expected differs.
     */
    public <T> void equal(String property, Fact<T> expected, Fact<T> actual) {
        equal(property, expected, actual, String::valueOf);
    }

    /** @param words how a value is written for people */
    public <T> void equal(String property, Fact<T> expected, Fact<T> actual, Function<T, String> words) {
        equal(property, expected, actual, value -> value, words);
    }

    /** @param form in which values are compared, while people are shown what is there */
    public <T> void equalIn(UnaryOperator<T> form, String property, Fact<T> expected, Fact<T> actual) {
        equal(property, expected, actual, form, String::valueOf);
    }

    private <T> void equal(
            String property, Fact<T> expected, Fact<T> actual, UnaryOperator<T> form, Function<T, String> words) {
        if (actual.unreadable()) {
            notComparable(property, actual.origin());
        } else if (expected.isKnown()) {
            record(
                    expected.value().map(form).equals(actual.value().map(form)),
                    property,
                    ObservedValue.of(expected.map(words)),
                    ObservedValue.of(actual.map(words)));
        } else {
            notComparable(property, expected.origin());
        }
    }

    /**
     * Each of these entries must be there with its value.
     *
     * @param property of an entry, by its key
     * @param origin of what is expected
     * @param where the entries were looked for
     */
    public void entries(
            UnaryOperator<String> property,
            Map<String, String> expected,
            String origin,
            Map<String, String> actual,
            String where) {
        expected.forEach((key, value) -> equal(
                property.apply(key),
                ObservedValue.of(value, origin),
                ObservedValue.of(actual.getOrDefault(key, "none"), where)));
    }

    public void equal(String property, ObservedValue expected, ObservedValue actual) {
        record(expected.text().equals(actual.text()), property, expected, actual);
    }

    /** @param holds whether what was found is what is expected, in a sense that only the check knows */
    public void record(boolean holds, String property, ObservedValue expected, ObservedValue actual) {
        add(holds ? Verdict.SAME : Verdict.DIFFERENT, property, expected, actual, "");
    }

    public void notComparable(String property, String why) {
        add(Verdict.NOT_COMPARABLE, property, NOTHING, NOTHING, why);
    }

    public static Finding skipped(Check<?> check, String because) {
        return new Finding(Verdict.SKIPPED, check.id(), "all VMs", check.id(), NOTHING, NOTHING, because);
    }

    private void add(Verdict verdict, String property, ObservedValue expected, ObservedValue actual, String note) {
        found.add(new Finding(verdict, check, subject, property, expected, actual, note));
    }
}
