package mtv.sandbox.faults;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.List;

/**
 * One fault.
 *
 * @param fact its number in the catalogue of known faults of MTV, null for others
 * @param where the component that is faulty
 * @param says one sentence
 * @param itself when MTV shows it without being armed; instead of what it does
 * @param when on which occasions its actions happen, unless they have their own
 * @param in where their edits take place, likewise
 */
public record FaultRow(
        String name,
        Integer fact,
        String where,
        String says,
        String itself,
        FaultTrigger when,
        String in,
        @JsonProperty("do") List<FaultAction> actions) {

    private static final List<String> PLACES = List.of(
            "api",
            "provider",
            "inventory",
            "map",
            "plan",
            "run",
            "source",
            "cdi",
            "conversion",
            "kubevirt",
            "operator",
            "webhook");

    public FaultRow {
        actions = actions == null
                ? List.of()
                : actions.stream().map(action -> action.within(when, in)).toList();
        require(
                name != null && name.matches("[a-z0-9]+(-[a-z0-9]+)*"),
                "name: expected lower-case letters, digits and inner dashes, not " + name);
        require(PLACES.contains(String.valueOf(where)), "where: expected one of " + PLACES);
        require(says != null && says.endsWith("."), "says: expected a sentence");
        require(
                actions.isEmpty() == (itself != null),
                "do: expected what it does, or itself with when it shows itself");
    }

    private static void require(boolean kept, String otherwise) {
        if (!kept) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Whether it does anything, and so can be armed. */
    public boolean armable() {
        return itself == null;
    }
}
