package mtv.sandbox.fault;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One way to misbehave.
 *
 * @param fact its number in the catalogue of known faults of MTV, null for others
 * @param where the component that misbehaves
 * @param says one sentence
 * @param not why it cannot be shown, instead of what it does
 * @param deeds what it does; in the file {@code do}
 */
public record FaultRow(String name, Integer fact, String where, String says, String not, List<Deed> deeds) {

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
        deeds = deeds == null ? List.of() : List.copyOf(deeds);
    }

    Stream<String> problems() {
        return Stream.concat(
                Stream.of(
                                name != null && name.matches("[a-z0-9]+(-[a-z0-9]+)*")
                                        ? null
                                        : "name: expected lower-case letters, digits and inner dashes, not " + name,
                                PLACES.contains(String.valueOf(where)) ? null : "where: expected one of " + PLACES,
                                says != null && says.endsWith(".") ? null : "says: expected a sentence",
                                deeds.isEmpty() == (not != null)
                                        ? null
                                        : "do: expected what it does, or not with a reason")
                        .filter(Objects::nonNull),
                deeds.stream().flatMap(Deed::problems));
    }
}
