package mtv.ledger;

/** Undoes entries of one type. */
public interface Undo {

    /** The {@link Entry#type()} that this one is for. */
    String type();

    /**
     * Undoes the entry; undoing twice, or what was never done, is no error.
     *
     * @throws Exception when it could not be undone; the message becomes the leftover's reason
     */
    void undo(Entry entry) throws Exception;

    /** Called when there is nothing more to undo; afterwards nothing is undone. */
    default void close() {}
}
