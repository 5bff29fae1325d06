package mtv.ledger;

/** Something that the run created and could not remove. */
public record Leftover(String what, String why) {

    @Override
    public String toString() {
        return what + " (" + why + ")";
    }
}
