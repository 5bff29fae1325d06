package mtv.scenario;

import java.util.regex.Pattern;

/**
 * Matches a pattern in a limited number of steps. Some patterns would take years for a name of thirty letters, and
 * others overflow the stack for a long one.
 */
final class LimitedMatch {
    /** How often a character may be read: a thousand times what a sensible pattern needs. */
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

    /** The same characters, with a count of how often one was read. */
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
