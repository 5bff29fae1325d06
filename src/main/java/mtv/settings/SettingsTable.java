package mtv.settings;

import mtv.settings.input.Keys;
import mtv.settings.input.SettingKey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Writes the table of settings of a page, between its two markers, from the table of keys. */
public final class SettingsTable {
    static final Path PAGE = Path.of("src", "site", "markdown", "settings.md");

    private static final String BEGIN = "<!-- settings -->";
    private static final String END = "<!-- /settings -->";

    private SettingsTable() {}

    /** Brings the page of settings, or the file that the only argument names, up to date. */
    public static void main(String[] args) throws IOException {
        Path page = args.length == 0 ? PAGE : Path.of(args[0]);
        Files.writeString(page, updated(Files.readString(page)));
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
