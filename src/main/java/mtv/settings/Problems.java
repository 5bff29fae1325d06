package mtv.settings;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects every problem of one reading, so that a person corrects them in one go instead of one per run. */
public final class Problems {
    private final Set<Problem> found = new LinkedHashSet<>();

    public void add(String where, String what, String remedy) {
        found.add(new Problem(where, what, remedy));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Problem> list() {
        return List.copyOf(found);
    }

    /** Ends the reading with one message that holds them all. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new SettingsException(list());
        }
    }
}
