package mtv.settings;

import mtv.settings.input.Keys;
import mtv.settings.input.SettingKey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Writes the README's table of settings, between its two markers, from the table of keys. */
public final class SettingsTable {
    private static final String BEGIN = "<!-- settings -->";
    private static final String END = "<!-- /settings -->";

    private SettingsTable() {}

    /** Brings README.md, or the file that the only argument names, up to date. */
    public static void main(String[] args) throws IOException {
        Path readme = Path.of(args.length == 0 ? "README.md" : args[0]);
        Files.writeString(readme, updated(Files.readString(readme)));
    }

    /** The same document with the table as it should be; unchanged when it has no markers. */
    static String updated(String document) {
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        return begin < 0 || end < begin
                ? document
                : document.substring(0, begin + BEGIN.length()) + "\n" + table() + document.substring(end);
    }

    static String table() {
        return Keys.all().stream()
                .map(SettingsTable::row)
                .collect(Collectors.joining("", "| key | default | value | meaning |\n|---|---|---|---|\n", ""));
    }

    private static String row(SettingKey<?> key) {
        String defaultText = key.defaultText().isEmpty() ? "" : "`" + key.defaultText() + "`";
        String perTest = key.scope() == SettingKey.Scope.TEST ? " A `<test>` may set its own." : "";
        return "| `" + key.name() + "` | " + defaultText + " | " + key.kind().expected() + " | " + key.description()
                + perTest + " |\n";
    }
}
