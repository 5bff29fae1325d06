package mtv.check.compare;

import java.util.List;

/**
 * One property that must be right after a migration.
 *
 * @param <F> the facts that it is given: {@link VmFacts} for a VM, {@link RunFacts} for the run as a whole
 * @param id its name in scenarios and reports
 * @param compares for people: in the first sentence the property, in a second one why it is compared, or how
 * @param rule how it is compared
 * @param explains paths of documents of which nothing else needs to be said, {@code Role:/path} with {@code *}
 */
public record Check<F>(String id, String compares, Rule<F> rule, List<String> explains) {

    /** @param explains may be none, for a check that compares no path as a whole */
    public Check(String id, String compares, Rule<F> rule, String... explains) {
        this(id, compares, rule, List.of(explains));
    }

    /** How a property is compared, by nothing but the facts. */
    @FunctionalInterface
    public interface Rule<F> {
        void compare(F facts, Findings findings);
    }
}
