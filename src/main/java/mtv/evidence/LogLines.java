package mtv.evidence;

import java.util.List;
import java.util.regex.Pattern;

/** Finds in a log what people look for first. */
public final class LogLines {

    private static final int LONGEST = 300;
    private static final Pattern HEADER = Pattern.compile("==> .* <==");
    private static final Pattern TROUBLE =
            Pattern.compile("(?i)\\b(error|fatal|failed|failure|panic|cannot|could not|unable|refused|denied)\\b");

    private LogLines() {}

    /** @return the last line with a word of trouble, else the last line; null for an empty log */
    public static String lastOfTrouble(String log) {
        List<String> lines = log.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !HEADER.matcher(line).matches())
                .toList();
        String last = null;
        for (String line : lines) {
            if (TROUBLE.matcher(line).find()) {
                last = line;
            }
        }
        String told = last == null && !lines.isEmpty() ? lines.get(lines.size() - 1) : last;
        return told == null || told.length() <= LONGEST ? told : told.substring(0, LONGEST) + "…";
    }
}
