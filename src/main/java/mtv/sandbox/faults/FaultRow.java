package mtv.sandbox.faults;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.List;

/**
 * One way to misbehave.
 *
 * @param fact its number in the catalogue of known faults of MTV, null for others
 * @param where the component that misbehaves
 * @param says one sentence
 * @param itself when it shows itself, without being armed, since MTV is like that; instead of what it does
 * @param when on which occasions its deeds happen, unless they say so themselves
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
        @JsonProperty("do") List<FaultAction> deeds) {

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
        deeds = deeds == null
                ? List.of()
                : deeds.stream().map(deed -> deed.within(when, in)).toList();
        require(
                name != null && name.matches("[a-z0-9]+(-[a-z0-9]+)*"),
                "name: expected lower-case letters, digits and inner dashes, not " + name);
        require(PLACES.contains(String.valueOf(where)), "where: expected one of " + PLACES);
        require(says != null && says.endsWith("."), "says: expected a sentence");
        require(deeds.isEmpty() == (itself != null), "do: expected what it does, or itself with when it shows itself");
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
