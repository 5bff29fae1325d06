package mtv.settings;

import mtv.settings.input.Keys;
import mtv.settings.input.Layers.Given;
import mtv.settings.input.Problems;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SettingsValues;
import mtv.settings.value.ClusterMode;
import mtv.settings.value.DoctorMode;
import mtv.settings.value.PlanChoice;
import mtv.settings.value.SkipTeardown;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All settings of a run. They are read once, checked together and never change.
 *
 * @param attach Plans of other people that are checked in place of own migrations
 * @param ledgers folder of the ledgers
 * @param record file that the run is recorded into; empty for none
 * @param replay recording that answers instead of clusters; empty for none
 * @param warnings sentences for the console about what is allowed but probably a mistake
 * @param reading reader of the values, for {@link #forTest} and {@link #completedBy}
 */
public record Settings(
        ClusterSettings cluster,
        SourceSettings source,
        TargetSettings target,
        RunSettings run,
        Waits waits,
        SandboxSettings sandbox,
        Path plansFile,
        Optional<PlanChoice> attach,
        DoctorMode doctor,
        boolean allowAllSkipped,
        SkipTeardown skipTeardown,
        EvidenceSettings evidence,
        Path ledgers,
        Optional<Path> record,
        Optional<Path> replay,
        List<String> warnings,
        SettingsReader reading) {
    /** The attribute of a suite that holds its settings. */
    public static final String ATTRIBUTE = "mtv.settings";

    /** All settings, or one exception with all problems. */
    public static Settings of(SettingsSources sources) {
        Problems problems = new Problems();
        Settings settings = read(sources, problems);
        problems.throwIfAny();
        return settings;
    }

    /**
     * The settings of a clean-up. Those of the clusters must be right; a source that is wrong counts as not given, and
     * a warning says why.
     */
    public static Settings forCleanUp(SettingsSources sources) {
        Problems problems = new Problems();
        Settings settings = SettingsReader.of(sources, problems).readForCleanUp(problems);
        problems.throwIfAny();
        return settings;
    }

    /** For a caller that checks more. After a problem the result is only good for finding further problems. */
    public static Settings read(SettingsSources sources, Problems problems) {
        return SettingsReader.of(sources, problems).read(problems);
    }

    /** The names of all settings. */
    public static List<String> keyNames() {
        return Keys.names();
    }

    public boolean isSandbox() {
        return cluster.mode() == ClusterMode.SANDBOX;
    }

    /**
     * The values for one {@code <test>}, whose own parameters are given. In place of a wrong text stands the built-in
     * default, because the reading of the suite file has reported that text.
     */
    public RunSettings forTest(Map<String, String> testParameters) {
        return RunSettings.read(reading.valuesFor(testParameters, new Problems()));
    }

    /**
     * The same settings with the sandbox's values for all keys that nobody gave. They are checked like given values.
     *
     * @param providers fields of the sandbox's own source providers, by their names
     */
    public Settings completedBy(Map<String, String> answers, Map<String, Map<String, Object>> providers) {
        Map<String, Given> given = answers.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, answer -> new Given(answer.getValue(), "the sandbox's answer")));
        Problems problems = new Problems();
        Settings completed = reading.answered(given, providers).read(problems);
        problems.throwIfAny();
        return completed;
    }

    /** The settings of a recorded run, except for those that -D, environment or suite file give for this run. */
    public Settings replaying(Map<String, String> recorded, Map<String, Object> providerEntry) {
        Map<String, Given> given = recorded.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new Given(entry.getValue(), "the recording")));
        Problems problems = new Problems();
        Settings completed = reading.replaying(
                        given, Map.of(recorded.getOrDefault(Keys.SOURCE_PROVIDER.name(), ""), providerEntry))
                .read(problems);
        problems.throwIfAny();
        return completed;
    }

    /**
     * The effective text of every key that is not secret, for reports and {@code @Parameters}; {@code cluster} is never
     * {@code auto}.
     */
    public Map<String, String> shown() {
        return shownFor(Map.of());
    }

    /** The same for one {@code <test>}, whose own parameters are given. */
    public Map<String, String> shownFor(Map<String, String> testParameters) {
        SettingsValues values = reading.valuesFor(testParameters, new Problems());
        Map<String, String> shown = new TreeMap<>();
        Keys.all().stream().filter(key -> !key.isSecret()).forEach(key -> shown.put(key.name(), values.text(key)));
        shown.put(Keys.CLUSTER.name(), cluster.mode().name().toLowerCase(Locale.ROOT));
        return shown;
    }
}
