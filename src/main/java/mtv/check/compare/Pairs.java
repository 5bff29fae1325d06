package mtv.check.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * The devices of a VM with what became of each: by what identifies them, and the rest by their order, where one side
 * has no identity and as many are left on both. Each is in one pair at most.
 *
 * @param all in the order of the source
 * @param alone of the source, with no counterpart
 */
public record Pairs<S, M>(List<Pair<S, M>> all, List<Alone<S>> alone) {

    /**
     * @param position on the source, from 0
     * @param identified whether it was found by its identity, and not by its order
     */
    public record Pair<S, M>(int position, S source, M migrated, boolean identified) {}

    /**
     * @param position on the source, from 0
     * @param why it has no counterpart, in words
     */
    public record Alone<S>(int position, S source, String why) {}

    /**
     * @param same whether both have one identity
     * @param tells whether the one of the source has an identity
     * @param repeats whether the migrated one has
     */
    public static <S, M> Pairs<S, M> of(
            List<S> source, List<M> migrated, BiPredicate<S, M> same, Predicate<S> tells, Predicate<M> repeats) {
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
        boolean unknown =
                open.stream().map(source::get).noneMatch(tells) || left.stream().noneMatch(repeats);
        if (unknown && open.size() == left.size()) {
            for (int i = 0; i < left.size(); i++) {
                int position = open.get(i);
                found.put(position, new Pair<>(position, source.get(position), left.get(i), false));
            }
            open.clear();
        }
        String ordered = "nothing identifies it, and its order does not, since " + open.size() + " of the source and "
                + left.size() + " of the migrated VM are left";
        return new Pairs<>(
                List.copyOf(found.values()),
                open.stream()
                        .map(i -> new Alone<>(
                                i,
                                source.get(i),
                                unknown || !tells.test(source.get(i)) ? ordered : "none has its identity"))
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

    /** Those that can be out of order: what was found by its order is in it. */
    public List<Pair<S, M>> identified() {
        return all.stream().filter(Pair::identified).toList();
    }
}
