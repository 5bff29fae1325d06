package mtv.evidence.gather;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What came of a must-gather.
 *
 * @param facts lines for people: what was gathered by what, or why nothing was
 * @param archive of its files, for a report; empty when there are none, or too many bytes of them
 */
public record Gathered(String facts, Optional<Path> archive) {

    /** File name of the facts. */
    public static final String FACTS = "must-gather.txt";

    /** @param why in words for people */
    public static Gathered nothing(String why) {
        return new Gathered("no must-gather: " + why + System.lineSeparator(), Optional.empty());
    }
}
