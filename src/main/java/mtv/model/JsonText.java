package mtv.model;

/**
 * A place in a JSON text, which goes from value to value without reading them. It relies on the text being JSON; what
 * is none ends in an {@link IllegalStateException}, or in parts that no parser reads.
 */
final class JsonText {

    private final String text;
    private int at;

    JsonText(String text) {
        this.text = text;
    }

    /** The place itself, behind white space. */
    int position() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }

    void goTo(int place) {
        at = place;
    }

    /** Goes on if this comes next. */
    boolean takes(char expected) {
        boolean there = position() < text.length() && text.charAt(at) == expected;
        if (there) {
            at++;
        }
        return there;
    }

    void require(char expected) {
        if (!takes(expected)) {
            throw new IllegalStateException("no " + expected + " at " + at);
        }
    }

    /** The name of a field, and goes on to its value. */
    String name() {
        int start = position() + 1;
        skip();
        String name = text.substring(start, at - 1);
        require(':');
        position();
        return name;
    }

    /** The value that begins here, and goes on behind it. */
    String value() {
        int start = position();
        skip();
        return text.substring(start, at);
    }

    /** Whether the value that begins here is written like this, and if so goes on behind it. */
    boolean repeats(String value) {
        boolean same = text.startsWith(value, position());
        if (same) {
            at += value.length();
        }
        return same;
    }

    private void skip() {
        position();
        int depth = 0;
        do {
            char next = text.charAt(require(at));
            if (next == '"') {
                skipText();
            } else if (next == '{' || next == '[') {
                depth++;
                at++;
            } else if (next == '}' || next == ']') {
                depth--;
                at++;
            } else if (depth == 0) {
                skipWord();
            } else {
                at++;
            }
        } while (depth > 0);
    }

    private void skipText() {
        at++;
        while (text.charAt(require(at)) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    /** A number, or true, false and null. */
    private void skipWord() {
        while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
            at++;
        }
    }

    private int require(int place) {
        if (place >= text.length()) {
            throw new IllegalStateException("the text ends in the middle");
        }
        return place;
    }
}
