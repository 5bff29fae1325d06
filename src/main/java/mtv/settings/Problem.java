package mtv.settings;

/**
 * One thing that a person has to correct: where it stands, what is wrong, and what to do about it.
 *
 * @param where file and line, {@code -Dkey}, {@code environment KEY} or the element of a suite file
 */
public record Problem(String where, String what, String remedy) {
    @Override
    public String toString() {
        return where + ": " + what + "; " + remedy;
    }
}
