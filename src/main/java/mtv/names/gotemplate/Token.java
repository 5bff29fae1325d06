package mtv.names.gotemplate;

/** @param text without quotes and escapes for {@link Type#STRING}, else as written */
record Token(Type type, String text) {

    /** Kinds of tokens; TEXT stands outside of actions, OPEN and CLOSE are the braces. */
    enum Type {
        TEXT,
        OPEN,
        CLOSE,
        STRING,
        CHARACTER,
        NUMBER,
        FIELD,
        WORD,
        PIPE,
        LEFT,
        RIGHT
    }

    boolean is(Type wanted) {
        return type == wanted;
    }

    boolean isWord(String wanted) {
        return type == Type.WORD && text.equals(wanted);
    }
}
