package mtv.settings.input;

import mtv.text.Visible;

/**
 * One thing that a person has to correct: where it stands, what is wrong, and what to do about it.
 *
 * @param where file and line, {@code -Dkey}, {@code environment KEY} or the element of a suite file
 */
public record Problem(String where, String what, String remedy) {
    /** Hidden characters of a person's text are made visible, because they may be the problem. */
    public Problem {
        where = Visible.line(where);
        what = Visible.line(what);
        remedy = Visible.line(remedy);
    }

    @Override
    public String toString() {
        return where + ": " + what + "; " + remedy;
    }
}
