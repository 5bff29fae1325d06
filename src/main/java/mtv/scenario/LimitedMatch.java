package mtv.scenario;

import java.util.regex.Pattern;

/**
 * A match that ends: patterns exist for which a name of thirty letters takes years, and others for which a long one
 * takes all of the stack.
 */
final class LimitedMatch {
    /** Looks at characters, a thousand times what any sensible pattern needs. */
    private static final int STEPS = 1_000_000;

    private LimitedMatch() {}

    /** @throws IllegalStateException with the text, when it takes too many steps */
    static boolean matches(Pattern pattern, String text) {
        try {
            return pattern.matcher(new Counted(text)).matches();
        } catch (StackOverflowError e) {
            throw new IllegalStateException(text, e);
        }
    }

    /** The same characters, and a count of how often somebody looked at one. */
    private static final class Counted implements CharSequence {
        private final String text;
        private int steps;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++steps > STEPS) {
                throw new IllegalStateException(text);
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
