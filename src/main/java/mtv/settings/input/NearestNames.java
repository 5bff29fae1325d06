package mtv.settings.input;

import mtv.text.Visible;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known name that is nearest to a misspelt one, by the number of letters to change. */
public final class NearestNames {
    private NearestNames() {}

    /** The nearest name; empty only when there is none. */
    public static Optional<String> to(String name, Collection<String> known) {
        return known.stream().min(Comparator.comparingInt(candidate -> distance(name, candidate)));
    }

    public static String didYouMean(String name, Collection<String> known) {
        String seen = Visible.withoutHidden(name).strip();
        if (!seen.equals(name) && known.contains(seen)) {
            return "take " + Visible.firstHidden(name).orElse("the blank") + " out of it: " + seen + " is meant";
        }
        return "did you mean " + to(name, known).orElseThrow() + "?";
    }

    /** The nearest, if no more than {@code most} letters differ. */
    public static Optional<String> within(int most, String name, Collection<String> known) {
        return to(name, known).filter(candidate -> distance(name, candidate) <= most);
    }

    /** The Levenshtein distance: the number of letters to insert, delete or replace. */
    static int distance(String left, String right) {
        int[] above = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[right.length() + 1];
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int replaced = above[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(above[column], current[column - 1]));
            }
            above = current;
        }
        return above[right.length()];
    }
}
