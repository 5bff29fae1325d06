package mtv.sandbox.apiserver.object;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Names and uids that look random and are the same for the same seed: each depends on what it is drawn for and how
 * often that was drawn for before, and so not on the order in which several clients come.
 */
public final class SeededIds {

    /** Without vowels and look-alikes, as Kubernetes draws them. */
    private static final String SUFFIX_LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private static final int SUFFIX = 5;
    private static final long VERSION = 0xF000;

    private final long seed;
    private final Map<String, Integer> drawn = new ConcurrentHashMap<>();

    public SeededIds(long seed) {
        this.seed = seed;
    }

    /** @param object all that distinguishes it, such as resource, namespace and name */
    String uid(String object) {
        UUID hash = hash("uid " + object);
        return new UUID(hash.getMostSignificantBits() & ~VERSION | 0x4000, hash.getLeastSignificantBits()).toString();
    }

    /** What completes a {@code generateName}. */
    String suffix(String prefix) {
        return new Random(hash("name " + prefix).getLeastSignificantBits())
                .ints(SUFFIX, 0, SUFFIX_LETTERS.length())
                .mapToObj(i -> SUFFIX_LETTERS.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    private UUID hash(String what) {
        int turn = drawn.merge(what, 1, Integer::sum);
        return UUID.nameUUIDFromBytes((seed + " " + turn + " " + what).getBytes(StandardCharsets.UTF_8));
    }
}
