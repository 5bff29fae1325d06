package mtv.check.compare;

/**
 * One property that must be right after a migration. Pure: everything it looks at is among the facts.
 *
 * @param <F> the facts: {@link Comparison} for a VM, {@link RunFacts} for the run as a whole
 */
public abstract class Check<F> {

    private final String id;
    private final String compares;

    public Check(String id, String compares) {
        this.id = id;
        this.compares = compares;
    }

    /** Name of it in scenarios and reports. */
    public final String id() {
        return id;
    }

    /** One line for a person: what is held against what. */
    public final String compares() {
        return compares;
    }

    public abstract void compare(F facts, Findings findings);
}
