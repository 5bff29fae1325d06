package mtv.settings.input;

import mtv.settings.input.Layers.Given;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java properties file with the line of each key. It reports backslashes that the format would drop silently, because
 * people write passwords and Windows paths into it.
 */
public final class PropertiesFile {
    private static final Pattern LINE_END = Pattern.compile("\\r\\n|\\r|\\n");
    /** A backslash that the format drops, or reads as a control character. */
    private static final Pattern LOST = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*+\\\\([^\\\\u:=#! \\n])");

    private static final String TWICE = "write a backslash twice";

    private final Path shown;
    private final Problems problems;
    private final Map<String, Given> values = new LinkedHashMap<>();

    private PropertiesFile(Path shown, Problems problems) {
        this.shown = shown;
        this.problems = problems;
    }

    /** The keys of the file, each with file and line. */
    public static Map<String, Given> read(Path directory, Path file, Problems problems) {
        PropertiesFile reading = new PropertiesFile(file, problems);
        try {
            String text = TextFile.read(directory.resolve(file));
            reading.take(List.of(LINE_END.split(text, -1)));
        } catch (UnreadableFileException e) {
            problems.add(
                    file.toString(),
                    "the settings file " + e.getMessage(),
                    "name a readable UTF-8 file with -D" + Keys.CONFIG_FILE);
        } catch (IOException e) {
            problems.add(
                    file.toString(),
                    "the settings file cannot be read",
                    "name a readable UTF-8 file with -D" + Keys.CONFIG_FILE);
        }
        return reading.values;
    }

    private void take(List<String> lines) {
        StringBuilder logical = new StringBuilder();
        int first = 1;
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            if (logical.isEmpty()) {
                first = number;
            } else {
                checkContinuation(line, number);
            }
            logical.append(line).append('\n');
            if (isComment(logical) || !continues(line)) {
                keep(logical.toString(), first);
                logical.setLength(0);
            }
        }
        if (!logical.isEmpty()) {
            problems.add(shown + ":" + lines.size(), "ends in a backslash, and nothing follows", TWICE);
        }
        keep(logical.toString(), first);
    }

    /** Reports a value that ends in a backslash, because it would swallow the next setting. */
    private void checkContinuation(String line, int number) {
        String start = line.strip();
        boolean setting = Keys.names().stream().anyMatch(key -> start.matches(Pattern.quote(key) + "\\s*[=:].*"));
        if (setting || start.isEmpty()) {
            problems.add(
                    shown + ":" + (number - 1),
                    "ends in a backslash, so that line " + number + " counts as part of it",
                    TWICE);
        }
    }

    private void keep(String logicalLine, int number) {
        String where = shown + ":" + number;
        Properties one = new Properties();
        try {
            one.load(new StringReader(logicalLine));
        } catch (IOException | IllegalArgumentException e) {
            problems.add(where, "not a line of a properties file", "write key=value, and a backslash twice");
            return;
        }
        Matcher lost = LOST.matcher(logicalLine);
        if (!one.isEmpty() && lost.find()) {
            problems.add(where, "a backslash before \"" + lost.group(1) + "\" is no backslash in such a file", TWICE);
        }
        for (String key : one.stringPropertyNames()) {
            Given earlier = values.put(key, new Given(one.getProperty(key), where));
            if (earlier != null) {
                problems.add(where, key + " stands already in " + earlier.where(), "keep one of the two lines");
            }
        }
    }

    private static boolean isComment(StringBuilder line) {
        String text = line.toString().stripLeading();
        return text.startsWith("#") || text.startsWith("!");
    }

    /** An odd number of backslashes at its end joins a line with the next. */
    private static boolean continues(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\\') {
            end--;
        }
        return (line.length() - end) % 2 == 1;
    }
}
