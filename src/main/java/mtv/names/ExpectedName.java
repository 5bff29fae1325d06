package mtv.names;

/**
 * A name that MTV or the cluster may complete with random characters.
 *
 * @param fixed the whole name, or the part before the random characters
 * @param random how many lower-case letters and digits follow; 0 for a name that is exactly known
 */
public record ExpectedName(String fixed, int random) {

    static ExpectedName exactly(String name) {
        return new ExpectedName(name, 0);
    }

    public boolean isExact() {
        return random == 0;
    }

    public boolean matches(String name) {
        return name.startsWith(fixed)
                && name.length() == fixed.length() + random
                && name.substring(fixed.length()).matches("[a-z0-9]*");
    }

    @Override
    public String toString() {
        return isExact() ? fixed : fixed + " followed by " + random + " random characters";
    }
}
