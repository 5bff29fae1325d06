package mtv.settings.input;

import mtv.settings.input.Layers.Given;
import mtv.text.Visible;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Collects the values of system properties, environment, suite file and properties file. */
public final class LayerReader {
    private final SettingsSources sources;
    private final Problems problems;

    public LayerReader(SettingsSources sources, Problems problems) {
        this.sources = sources;
        this.problems = problems;
    }

    /** @param testValues checks the values of each {@code <test>} */
    public Layers layers(Consumer<SettingsValues> testValues) {
        SuiteRules rules = new SuiteRules(sources.suite(), problems);
        Layers layers = Layers.none()
                .with(Layer.SYSTEM_PROPERTY, given(sources.systemProperties(), SettingKey::name, name -> "-D" + name))
                .with(
                        Layer.ENVIRONMENT,
                        given(sources.environment(), SettingKey::environmentName, name -> "environment " + name))
                .with(Layer.SUITE, given(rules.settings(), SettingKey::name, name -> rules.whereSuite()))
                .with(Layer.FILE, file());
        rules.check(sources.systemProperties().keySet());
        sources.suite().tests().forEach((test, parameters) -> {
            Map<String, Given> given = given(parameters, SettingKey::name, name -> rules.whereTest(test));
            testValues.accept(new SettingsValues(layers.with(Layer.TEST, given), problems));
        });
        suspectMisspelt(sources.systemProperties().keySet(), "-D", name -> name);
        suspectMisspelt(sources.environment().keySet(), "environment ", name -> name.toUpperCase(Locale.ROOT));
        return layers;
    }

    /** Sentences about what is allowed but probably a mistake. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        Keys.all().stream()
                .filter(key -> key.isSecret() && sources.systemProperties().containsKey(key.name()))
                .map(key -> "-D" + key.name() + " shows a secret in the process list; use environment "
                        + key.environmentName() + " or a settings file")
                .forEach(warnings::add);
        MisspeltNames.of(sources.systemProperties().keySet(), name -> name)
                .forEach((name, key) -> warnings.add("-D" + name + " is not a setting; did you mean " + key + "?"));
        MisspeltNames.of(sources.environment().keySet(), name -> name.toUpperCase(Locale.ROOT))
                .forEach((name, key) ->
                        warnings.add("environment " + name + " is not a setting; did you mean " + key + "?"));
        return warnings;
    }

    private void suspectMisspelt(Set<String> names, String where, UnaryOperator<String> spelling) {
        MisspeltNames.of(names, spelling)
                .forEach((name, key) -> problems.suspect(where + name, "not a setting", "did you mean " + key + "?"));
    }

    private Map<String, Given> given(
            Map<String, String> texts, Function<SettingKey<?>, String> name, Function<String, String> where) {
        return Keys.all().stream()
                .filter(key -> texts.get(name.apply(key)) != null)
                .collect(Collectors.toMap(
                        SettingKey::name,
                        key -> cleaned(key, texts.get(name.apply(key)), where.apply(name.apply(key)))));
    }

    /**
     * The text without blanks around it, except for a secret. A note says what was left out, or what is hidden in a
     * secret.
     */
    private Given cleaned(SettingKey<?> key, String text, String where) {
        String cleaned = key.cleaned(text);
        if (!key.isSecret() && !cleaned.equals(text)) {
            problems.note(where + ": blanks around the value of " + key.name() + " are left out");
        }
        if (key.isSecret() && !text.equals(text.strip())) {
            problems.note(where + ": " + key.name() + " begins or ends with a blank, which is taken as part of it");
        }
        Optional<String> hidden = key.isSecret() ? Visible.firstHidden(text) : Optional.empty();
        hidden.ifPresent(
                point -> problems.note(where + ": " + key.name() + " holds " + point + ", which is taken as it is"));
        return new Given(cleaned, where);
    }

    private Map<String, Given> file() {
        Path file;
        try {
            file = Path.of(configFile().orElse(Keys.DEFAULT_CONFIG_FILE));
        } catch (InvalidPathException e) {
            problems.add(
                    "-D" + Keys.CONFIG_FILE,
                    Keys.CONFIG_FILE + " = \"" + configFile().orElse("") + "\" is no path",
                    "name a readable UTF-8 file");
            return Map.of();
        }
        if (configFile().isEmpty() && !Files.exists(sources.directory().resolve(file))) {
            return Map.of();
        }
        Map<String, Given> lines = PropertiesFile.read(sources.directory(), file, problems);
        Map<String, Given> given = new TreeMap<>();
        lines.forEach((name, line) -> Keys.named(name)
                .ifPresentOrElse(
                        key -> keep(key, line, given),
                        () -> problems.add(
                                line.where(), "unknown key " + name, NearestNames.didYouMean(name, Keys.names()))));
        return given;
    }

    /** A line that repeats the built-in default counts as not given, so that the sandbox's value wins. */
    private void keep(SettingKey<?> key, Given line, Map<String, Given> given) {
        Given cleaned = cleaned(key, line.text(), line.where());
        if (!cleaned.text().equals(key.defaultText())) {
            given.put(key.name(), cleaned);
        }
    }

    private Optional<String> configFile() {
        return Optional.ofNullable(sources.systemProperties().get(Keys.CONFIG_FILE))
                .or(() -> Optional.ofNullable(sources.environment().get("CONFIG_FILE")));
    }
}
