package mtv.settings.input;

import java.util.List;
import java.util.stream.Collectors;

/** Ends a run whose settings are wrong. It has no stack trace, because its message is for the user. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public SettingsException(List<Problem> problems) {
        this(problems, heading(problems) + list(problems));
    }

    private SettingsException(List<Problem> problems, String message) {
        super(message, null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** For a place where the list has been shown already. */
    public SettingsException withoutList() {
        return new SettingsException(problems, heading(problems) + " see the list at the start of this run");
    }

    public List<Problem> problems() {
        return problems;
    }

    /** The message without the name of the class. */
    @Override
    public String toString() {
        return getMessage();
    }

    private static String heading(List<Problem> problems) {
        String many = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return "The settings have " + many + ", so nothing was created:";
    }

    private static String list(List<Problem> problems) {
        return problems.stream().map(problem -> "\n  - " + problem).collect(Collectors.joining());
    }
}
