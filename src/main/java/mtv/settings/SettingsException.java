package mtv.settings;

import java.util.List;
import java.util.stream.Collectors;

/** Refuses a run whose settings are wrong: its message is for the person at the keyboard, so it has no stack trace. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public SettingsException(List<Problem> problems) {
        super(describe(problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    /** The message alone: the class name in front of it would help nobody. */
    @Override
    public String toString() {
        return getMessage();
    }

    private static String describe(List<Problem> problems) {
        String heading = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return problems.stream()
                .map(problem -> "\n  - " + problem)
                .collect(Collectors.joining("", "The settings have " + heading + ", so nothing was created:", ""));
    }
}
