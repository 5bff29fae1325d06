package mtv.report;

import java.util.HashMap;
import java.util.Map;

/** Makes plain names of files and folders from any texts; two different texts never get the same name. */
final class FileNames {
    private static final int LONGEST = 120;

    private final Map<String, String> taken = new HashMap<>();

    /** The same text always gets the same name. */
    synchronized String of(String text) {
        String plain = text.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^\\.+", "");
        plain = plain.isEmpty() ? "-" : plain.substring(0, Math.min(LONGEST, plain.length()));
        String name = plain;
        for (int number = 2; !taken.computeIfAbsent(name, free -> text).equals(text); number++) {
            name = plain + "-" + number;
        }
        return name;
    }
}
