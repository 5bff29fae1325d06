package mtv.ledger;

/** Something that the run created and could not remove. */
public record Leftover(String what, String why) {

    /** @param why of which the message is told, or the type when it has none */
    static Leftover of(String what, Exception why) {
        return new Leftover(what, why.getMessage() == null ? why.toString() : why.getMessage());
    }

    @Override
    public String toString() {
        return what + " (" + why + ")";
    }
}
