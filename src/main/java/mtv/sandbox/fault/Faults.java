package mtv.sandbox.fault;

/** Asked by a simulator at the very point where it could go wrong. */
@FunctionalInterface
public interface Faults {

    /**
     * Whether this fault happens to this object now.
     *
     * @param fault one of {@link KnownFaults}
     * @param object what it happens to, for the record
     */
    boolean fires(String fault, String object);

    /** A sandbox in which nothing goes wrong. */
    static Faults none() {
        return (fault, object) -> false;
    }
}
