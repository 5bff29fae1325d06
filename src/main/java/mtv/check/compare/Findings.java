package mtv.check.compare;

import mtv.check.compare.Finding.Verdict;
import mtv.model.VmStatus;
import mtv.vm.Fact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Collects what a check finds out about one subject. */
public final class Findings {

    private static final String UNREADABLE = "it cannot be read: ";

    private static final ReportedValue NOTHING = new ReportedValue("", "");

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

    /** For a check of the run: collects, in the same list, what is found out about one object of it. */
    public Findings about(String other) {
        return new Findings(check, other, found);
    }

    /** For a check of the run: collects, in the same list, what is found out about one VM of it. */
    public Findings about(VmStatus vm) {
        return about(vm.name() == null ? "VM " + vm.id() : vm.name());
    }

    public List<Finding> all() {
        return List.copyOf(found);
    }

    /**
     * Compares two facts. They are not comparable when the expected one is unknown. An actual fact that is unknown
     * differs from an expected one that is known, and one that cannot be read differs from any.
     */
    public <T> void equal(String property, Fact<T> expected, Fact<T> actual) {
        equal(property, expected, actual, String::valueOf);
    }

    /** @param words how a value is written for people */
    public <T> void equal(String property, Fact<T> expected, Fact<T> actual, Function<T, String> words) {
        equal(property, expected, actual, value -> value, words);
    }

    /** @param form the form in which the values are compared; the report shows them as they are */
    public <T> void equalIn(UnaryOperator<T> form, String property, Fact<T> expected, Fact<T> actual) {
        equal(property, expected, actual, form, String::valueOf);
    }

    private <T> void equal(
            String property, Fact<T> expected, Fact<T> actual, UnaryOperator<T> form, Function<T, String> words) {
        if (actual.unreadable()) {
            unreadable(property, expected.map(words), actual);
        } else if (expected.isKnown()) {
            record(
                    expected.value().map(form).equals(actual.value().map(form)),
                    property,
                    ReportedValue.of(expected.map(words)),
                    ReportedValue.of(actual.map(words)));
        } else {
            notComparable(property, expected);
        }
    }

    /** A value of the destination that cannot be read, which is a difference whatever was expected. */
    public void unreadable(String property, Fact<?> expected, Fact<?> actual) {
        record(
                false,
                property,
                expected.isKnown()
                        ? ReportedValue.of(expected)
                        : ReportedValue.of("a value that can be read", "rule of KubeVirt"),
                ReportedValue.of("unreadable", actual.origin()));
    }

    /** @param expected unknown, or a value of the source that cannot be read */
    public void notComparable(String property, Fact<?> expected) {
        notComparable(property, (expected.unreadable() ? UNREADABLE : "") + expected.origin());
    }

    /**
     * Compares entries, such as labels, by their keys. Further actual entries do not matter.
     *
     * @param property name of the property, by the entry's key
     * @param origin origin of the expected entries
     * @param where origin of the actual entries
     */
    public void entries(
            UnaryOperator<String> property,
            Map<String, String> expected,
            String origin,
            Map<String, String> actual,
            String where) {
        expected.forEach((key, value) -> equal(
                property.apply(key),
                ReportedValue.of(value, origin),
                ReportedValue.of(actual.getOrDefault(key, "none"), where)));
    }

    public void equal(String property, ReportedValue expected, ReportedValue actual) {
        record(expected.text().equals(actual.text()), property, expected, actual);
    }

    /** @param holds whether the actual value is right, which only the check can tell */
    public void record(boolean holds, String property, ReportedValue expected, ReportedValue actual) {
        add(holds ? Verdict.SAME : Verdict.DIFFERENT, property, expected, actual, "");
    }

    public void notComparable(String property, String why) {
        add(Verdict.NOT_COMPARABLE, property, NOTHING, NOTHING, why);
    }

    /** @param subject all that the check would have looked at */
    public static Finding skipped(Check<?> check, String subject, String because) {
        return new Finding(Verdict.SKIPPED, check.id(), subject, check.id(), NOTHING, NOTHING, because);
    }

    private void add(Verdict verdict, String property, ReportedValue expected, ReportedValue actual, String note) {
        found.add(new Finding(verdict, check, subject, property, expected, actual, note));
    }
}
