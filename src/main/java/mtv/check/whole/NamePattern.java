package mtv.check.whole;

/** A text in which {@code *} stands for any characters; matched in time that grows with the text's length alone. */
record NamePattern(String pattern) {

    boolean matches(String text) {
        String[] parts = pattern.split("\\*", -1);
        if (parts.length == 1) {
            return text.equals(pattern);
        }
        String last = parts[parts.length - 1];
        if (!text.startsWith(parts[0]) || !text.endsWith(last)) {
            return false;
        }
        int from = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int at = text.indexOf(parts[i], from);
            if (at < 0) {
                return false;
            }
            from = at + parts[i].length();
        }
        return from <= text.length() - last.length();
    }
}
