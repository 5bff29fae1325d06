package mtv.sandbox.guest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The files of a guest, as far as its shell is asked to write a line into one, or to show all of a directory. */
public final class GuestFiles {

    private static final Pattern WRITE =
            Pattern.compile("mkdir -p ([\\w./-]+) && echo '([^']*)' > (\\1/[\\w.-]+) && sync && cat \\3");
    private static final Pattern SHOW =
            Pattern.compile("for f in ([\\w./-]+)/\\*; do echo \"\\$f: \\$\\(cat \\$f\\)\"; done");
    private static final Pattern LINE = Pattern.compile("(\\S+): (.*)");

    private final Map<String, String> contents = new LinkedHashMap<>();

    /** @param text as {@link #toString} has it */
    public static GuestFiles of(String text) {
        GuestFiles files = new GuestFiles();
        text.lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> files.contents.put(line.group(1), line.group(2)));
        return files;
    }

    /** What the shell says to a command about files; empty for any other command. */
    public synchronized Optional<String> answer(String command) {
        Matcher write = WRITE.matcher(command);
        if (write.matches()) {
            contents.put(write.group(3), write.group(2));
            return Optional.of(write.group(2));
        }
        Matcher show = SHOW.matcher(command);
        return show.matches() ? Optional.of(lines(show.group(1) + "/")) : Optional.empty();
    }

    private String lines(String below) {
        return contents.entrySet().stream()
                .filter(file -> file.getKey().startsWith(below))
                .map(file -> file.getKey() + ": " + file.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** A line for each file: its path, and its content. */
    @Override
    public synchronized String toString() {
        return lines("");
    }
}
