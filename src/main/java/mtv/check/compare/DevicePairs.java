package mtv.check.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * The disks or NICs of a source VM, each paired with the device of the migrated VM that it became. A device is matched
 * by its identity, such as a MAC. Devices that are left over are matched by their order, if one side tells no
 * identities and both sides have the same number left.
 *
 * @param all the pairs, in the order of the source
 * @param unmatched the devices of the source that have no counterpart
 */
public record DevicePairs<S, M>(List<Pair<S, M>> all, List<Unmatched<S>> unmatched) {

    /**
     * A device on both sides.
     *
     * @param position on the source, from 0
     * @param identified whether it was found by its identity, and not by its order
     */
    public record Pair<S, M>(int position, S source, M migrated, boolean identified) {}

    /**
     * A device of the source alone.
     *
     * @param position on the source, from 0
     * @param why it has no counterpart, in words
     */
    public record Unmatched<S>(int position, S source, String why) {}

    /**
     * @param same whether two devices have the same identity
     * @param identifiesSource whether a device of the source has an identity
     * @param identifiesMigrated whether a device of the migrated VM has one
     */
    static <S, M> DevicePairs<S, M> of(
            List<S> source,
            List<M> migrated,
            BiPredicate<S, M> same,
            Predicate<S> identifiesSource,
            Predicate<M> identifiesMigrated) {
        Map<Integer, Pair<S, M>> found = new TreeMap<>();
        List<M> left = new ArrayList<>(migrated);
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < source.size(); i++) {
            int at = indexOf(left, source.get(i), same);
            if (at < 0) {
                open.add(i);
            } else {
                found.put(i, new Pair<>(i, source.get(i), left.remove(at), true));
            }
        }
        boolean unknown = open.stream().map(source::get).noneMatch(identifiesSource)
                || left.stream().noneMatch(identifiesMigrated);
        if (unknown && open.size() == left.size()) {
            for (int i = 0; i < left.size(); i++) {
                int position = open.get(i);
                found.put(position, new Pair<>(position, source.get(position), left.get(i), false));
            }
            open.clear();
        }
        String ordered = "nothing identifies it, and its order does not, since " + open.size() + " of the source and "
                + left.size() + " of the migrated VM are left";
        return new DevicePairs<>(
                List.copyOf(found.values()),
                open.stream()
                        .map(i -> new Unmatched<>(
                                i,
                                source.get(i),
                                unknown || !identifiesSource.test(source.get(i)) ? ordered : "none has its identity"))
                        .toList());
    }

    private static <S, M> int indexOf(List<M> left, S one, BiPredicate<S, M> same) {
        for (int i = 0; i < left.size(); i++) {
            if (same.test(one, left.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /** The pairs that were matched by identity. Only they can be out of order. */
    public List<Pair<S, M>> identified() {
        return all.stream().filter(Pair::identified).toList();
    }
}
