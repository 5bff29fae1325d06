package mtv.text;

import java.util.regex.Pattern;

/**
 * Long names with their middles left out, since the ends of a name tell more. Addresses, paths and what else people may
 * want to copy stay as they are.
 */
public final class ShortNames {

    /** What remains of a longer one. */
    private static final int MOST = 48;

    private static final Pattern LONG =
            Pattern.compile("(?<![\\w./:@=-])[A-Za-z0-9][A-Za-z0-9._-]{" + MOST + ",}(?![\\w/@=]|:\\w)");

    private ShortNames() {}

    /** Shortens all names of a text. */
    public static String in(String text) {
        return text.length() <= MOST ? text : LONG.matcher(text).replaceAll(name -> of(name.group(), MOST));
    }

    /** @param most characters of the result */
    public static String of(String name, int most) {
        int begin = most / 2;
        return name.length() <= most
                ? name
                : name.substring(0, begin - 1) + "…" + name.substring(name.length() - (most - begin));
    }
}
