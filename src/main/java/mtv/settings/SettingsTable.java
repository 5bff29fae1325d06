package mtv.settings;

import mtv.settings.input.Keys;
import mtv.settings.input.SettingKey;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Writes the table on the page of settings from the table of keys. */
public final class SettingsTable {
    static final Path PAGE = Path.of("src", "site", "markdown", "settings.md");

    private SettingsTable() {}

    /** Brings the page of settings, or the file that the only argument names, up to date. */
    public static void main(String[] args) throws IOException {
        table().writeInto(args.length == 0 ? PAGE : Path.of(args[0]));
    }

    static MarkdownTable table() {
        String head = "| key | default | value | meaning |\n|---|---|---|---|\n";
        return new MarkdownTable(
                "settings", Keys.all().stream().map(SettingsTable::row).collect(Collectors.joining("", head, "")));
    }

    private static String row(SettingKey<?> key) {
        String defaultText = key.defaultText().isEmpty() ? "" : "`" + key.defaultText() + "`";
        String perTest = key.scope() == SettingKey.Scope.TEST ? " A `<test>` may set its own." : "";
        return "| `" + key.name() + "` | " + defaultText + " | " + key.type().expected() + " | " + key.description()
                + perTest + " |\n";
    }
}
