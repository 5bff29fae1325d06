package mtv.ledger;

import mtv.model.ApiFailure;

/** Something that the run created and could not remove. */
public record Leftover(String what, String why) {

    /** @param why is told in words: what was asked of the cluster, and the cause */
    static Leftover of(String what, Throwable why) {
        return new Leftover(what, ApiFailure.words(why));
    }

    @Override
    public String toString() {
        return what + " (" + why + ")";
    }
}
