package mtv.settings;

import mtv.settings.input.ClusterMode;
import mtv.settings.input.Keys;
import mtv.settings.input.Layers.Given;
import mtv.settings.input.Problems;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SettingsValues;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Every setting of a run: read once, checked together, frozen.
 *
 * @param record file that gets what the run sees; empty for none
 * @param replay recording that answers instead of clusters; empty for none
 * @param warnings sentences for the console: allowed, but hardly meant
 * @param reading what the values came from, for {@link #forTest} and {@link #completedBy}
 */
public record Settings(
        ClusterSettings cluster,
        SourceSettings source,
        TargetSettings target,
        RunSettings run,
        Waits waits,
        SandboxSettings sandbox,
        Path plansFile,
        boolean allowAllSkipped,
        boolean skipTeardown,
        Optional<Path> record,
        Optional<Path> replay,
        List<String> warnings,
        SettingsReader reading) {
    /** Under this name a suite carries its settings. */
    public static final String ATTRIBUTE = "mtv.settings";

    /** All settings, or one exception with all problems. */
    public static Settings of(SettingsSources sources) {
        Problems problems = new Problems();
        Settings settings = read(sources, problems);
        problems.throwIfAny();
        return settings;
    }

    /**
     * What removing takes: the clusters' part must be right; where the source's is not, it counts as not given, and a
     * warning says why.
     */
    public static Settings forCleanUp(SettingsSources sources) {
        Problems problems = new Problems();
        Settings settings = SettingsReader.of(sources, problems).readForCleanUp(problems);
        problems.throwIfAny();
        return settings;
    }

    /** For a caller that has more to check: with problems the result serves only to find further ones. */
    public static Settings read(SettingsSources sources, Problems problems) {
        return SettingsReader.of(sources, problems).read(problems);
    }

    /** Every key that may appear among a suite's parameters. */
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

    /** What the sandbox says about itself, for every key that no person gave, checked as a person's values are. */
    public Settings completedBy(Map<String, String> answers, Map<String, Object> providerEntry) {
        Map<String, Given> given = answers.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, answer -> new Given(answer.getValue(), "the sandbox's answer")));
        Problems problems = new Problems();
        Settings completed = reading.answered(given, providerEntry).read(problems);
        problems.throwIfAny();
        return completed;
    }

    /** The settings of a recorded run, but for what is given for this one by -D, environment or suite file. */
    public Settings replaying(Map<String, String> recorded, Map<String, Object> providerEntry) {
        Map<String, Given> given = recorded.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new Given(entry.getValue(), "the recording")));
        Problems problems = new Problems();
        Settings completed = reading.replaying(given, providerEntry).read(problems);
        problems.throwIfAny();
        return completed;
    }

    /**
     * The effective text of every key that is not secret, as reports and {@code @Parameters} may see it;
     * {@code cluster} is decided.
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
