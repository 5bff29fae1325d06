package mtv.settings;

import mtv.GeneratedPage;
import mtv.settings.input.Keys;
import mtv.settings.input.Problems;
import mtv.settings.input.PropertiesFile;
import mtv.settings.input.SettingKey;
import org.testng.annotations.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** What is written about settings in files agrees with the table of keys. */
public class DocumentedSettingsTest {
    private static final Path CONFIG = Path.of("config", "config.properties");

    @Test
    public void theCheckedInFileHasEveryKeyWithItsDefaultAndNoOther() {
        Problems problems = new Problems();
        Map<String, String> file = PropertiesFile.read(Path.of(""), CONFIG, problems).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, line -> line.getValue().text()));
        Map<String, String> table =
                Keys.all().stream().collect(Collectors.toMap(SettingKey::name, SettingKey::defaultText));
        assertThat(problems.list()).isEmpty();
        assertThat(file).isEqualTo(table);
    }

    @Test
    public void theRequiredDefaultsAreThere() {
        Map<String, SettingKey<?>> keys =
                Keys.all().stream().collect(Collectors.toMap(SettingKey::name, Function.identity()));
        Map<String, String> required = Map.ofEntries(
                Map.entry("insecure_verify_skip", "true"),
                Map.entry("source_provider_insecure_skip_verify", "false"),
                Map.entry("number_of_vms", "1"),
                Map.entry("check_vms_signals", "true"),
                Map.entry("target_namespace_prefix", "auto"),
                Map.entry("mtv_namespace", "openshift-mtv"),
                Map.entry("vm_name_search_pattern", ""),
                Map.entry("remote_ocp_cluster", ""),
                Map.entry("snapshots_interval", "2"),
                Map.entry("mins_before_cutover", "5"),
                Map.entry("plan_wait_timeout", "3600"));
        required.forEach((name, text) ->
                assertThat(keys.get(name).defaultText()).as(name).isEqualTo(text));
    }

    @Test
    public void everyKeyHasACommentAboveIt() throws Exception {
        List<String> bare = new ArrayList<>();
        List<String> lines = Files.readAllLines(CONFIG);
        for (int index = 1; index < lines.size(); index++) {
            String line = lines.get(index);
            if (line.contains("=")
                    && !line.startsWith("#")
                    && !lines.get(index - 1).startsWith("# ")) {
                bare.add(line);
            }
        }
        assertThat(bare).isEmpty();
    }

    @Test
    public void everyDefaultIsAValueOfItsKind() {
        assertThat(Keys.all()).allSatisfy(key -> key.type().parse(key.defaultText()));
    }

    @Test
    public void theTableIsWrittenBetweenTheMarkersAndNowhereElse() {
        String updated = SettingsTable.table().updated("a\n<!-- settings -->\nold\n<!-- /settings -->\nb\n");
        assertThat(updated)
                .startsWith("a\n<!-- settings -->\n| key | default |")
                .endsWith("|\n<!-- /settings -->\nb\n")
                .contains("| `plan_wait_timeout` | `3600` | a whole number of seconds from 1 to 86400 |")
                .doesNotContain("old");
        assertThat(SettingsTable.table().updated("no markers")).isEqualTo("no markers");
    }

    @Test
    public void theTableOnThePageIsUpToDate() throws Exception {
        String page = Files.readString(SettingsTable.PAGE);
        GeneratedPage.requireCurrent(SettingsTable.PAGE, SettingsTable.table().updated(page), SettingsTable.class);
    }
}
