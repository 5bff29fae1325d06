package mtv.settings;

import mtv.settings.Layers.Given;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A Java properties file that remembers on which line each key stands. */
final class PropertiesFile {
    private final Path shown;
    private final Problems problems;
    private final Map<String, Given> values = new LinkedHashMap<>();

    private PropertiesFile(Path shown, Problems problems) {
        this.shown = shown;
        this.problems = problems;
    }

    /** The keys of the file, each with file and line. */
    static Map<String, Given> read(Path directory, Path file, Problems problems) {
        PropertiesFile reading = new PropertiesFile(file, problems);
        try {
            reading.take(Files.readAllLines(directory.resolve(file), StandardCharsets.UTF_8));
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
            }
            logical.append(line).append('\n');
            if (isComment(logical) || !continues(line)) {
                keep(logical.toString(), first);
                logical.setLength(0);
            }
        }
        keep(logical.toString(), first);
    }

    private void keep(String logicalLine, int number) {
        String where = shown + ":" + number;
        Properties one = new Properties();
        try {
            one.load(new StringReader(logicalLine));
        } catch (IOException | IllegalArgumentException e) {
            problems.add(where, "not a line of a properties file", "write key=value, and a backslash twice");
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
        String bare = line.replaceFirst("\\\\+$", "");
        return (line.length() - bare.length()) % 2 == 1;
    }
}
