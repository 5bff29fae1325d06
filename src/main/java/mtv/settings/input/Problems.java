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

    /** What alone keeps no run from starting, but may be the cause of a problem, and then is told with it. */
    public void suspect(String where, String what, String remedy) {
        suspicions.add(new Problem(where, what, remedy));
    }

    /** What is allowed, but hardly meant: a sentence for the console. */
    public void note(String sentence) {
        notes.add(sentence);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** With what is suspected, if there is any problem at all. */
    public List<Problem> list() {
        List<Problem> all = new ArrayList<>(found);
        if (!found.isEmpty()) {
            all.addAll(suspicions);
        }
        return List.copyOf(all);
    }

    /** Sentences about what keeps no run from starting. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** Ends the reading with one message that holds them all. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new SettingsException(list());
        }
    }
}
