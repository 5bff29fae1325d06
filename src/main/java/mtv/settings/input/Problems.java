package mtv.settings.input;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects every problem of one reading, so that a person corrects them in one go instead of one per run. */
public final class Problems {
    private final Set<Problem> found = new LinkedHashSet<>();
    private final Set<Problem> suspicions = new LinkedHashSet<>();
    private final Set<String> notes = new LinkedHashSet<>();

    public void add(String where, String what, String remedy) {
        found.add(new Problem(where, what, remedy));
    }

    /**
     * Adds what stops no run by itself, but may be the cause of a problem. It is reported only together with problems.
     */
    public void suspect(String where, String what, String remedy) {
        suspicions.add(new Problem(where, what, remedy));
    }

    /** Adds a sentence for the console about what is allowed but probably a mistake. */
    public void note(String sentence) {
        notes.add(sentence);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** All problems, followed by the suspicions if there is any problem. */
    public List<Problem> list() {
        List<Problem> all = new ArrayList<>(found);
        if (!found.isEmpty()) {
            all.addAll(suspicions);
        }
        return List.copyOf(all);
    }

    /** The sentences for the console. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** Throws one exception with all problems. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new SettingsException(list());
        }
    }
}
