package mtv.settings;

import mtv.settings.Layers.Given;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gathers what system properties, environment, suite file and properties file give. */
final class LayerReader {
    private final Sources sources;
    private final Problems problems;

    LayerReader(Sources sources, Problems problems) {
        this.sources = sources;
        this.problems = problems;
    }

    Layers layers() {
        SuiteRules rules = new SuiteRules(sources.suite(), problems);
        Layers layers = Layers.none()
                .with(Layer.SYSTEM_PROPERTY, given(sources.systemProperties(), Key::name, name -> "-D" + name))
                .with(
                        Layer.ENVIRONMENT,
                        given(sources.environment(), Key::environmentName, name -> "environment " + name))
                .with(Layer.SUITE, given(rules.settings(), Key::name, name -> rules.whereSuite()))
                .with(Layer.FILE, file());
        rules.check(sources.systemProperties().keySet());
        sources.suite().tests().forEach((test, parameters) -> {
            Map<String, Given> given = given(parameters, Key::name, name -> rules.whereTest(test));
            RunSettings.read(new Values(layers.with(Layer.TEST, given), problems));
        });
        return layers;
    }

    /** What is allowed, but hardly meant. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        Keys.all().stream()
                .filter(key -> key.isSecret() && sources.systemProperties().containsKey(key.name()))
                .map(key -> "-D" + key.name() + " shows a secret in the process list; use environment "
                        + key.environmentName() + " or a settings file")
                .forEach(warnings::add);
        List<String> known = Stream.concat(Keys.names().stream(), Stream.of(Keys.CONFIG_FILE))
                .toList();
        sources.systemProperties().keySet().stream()
                .filter(name -> name.contains("_") && !known.contains(name))
                .sorted()
                .forEach(name -> Nearest.within(2, name, known)
                        .ifPresent(key -> warnings.add("-D" + name + " is not a setting; did you mean " + key + "?")));
        return warnings;
    }

    private static Map<String, Given> given(
            Map<String, String> texts, Function<Key<?>, String> name, Function<String, String> where) {
        return Keys.all().stream()
                .filter(key -> texts.containsKey(name.apply(key)))
                .collect(Collectors.toMap(
                        Key::name,
                        key -> new Given(key.cleaned(texts.get(name.apply(key))), where.apply(name.apply(key)))));
    }

    private Map<String, Given> file() {
        Path file = Path.of(configFile().orElse(Keys.DEFAULT_CONFIG_FILE));
        if (configFile().isEmpty() && !Files.exists(sources.directory().resolve(file))) {
            return Map.of();
        }
        Map<String, Given> lines = PropertiesFile.read(sources.directory(), file, problems);
        Map<String, Given> given = new TreeMap<>();
        lines.forEach((name, line) -> Keys.named(name)
                .ifPresentOrElse(
                        key -> keep(key, line, given),
                        () -> problems.add(
                                line.where(), "unknown key " + name, Nearest.didYouMean(name, Keys.names()))));
        return given;
    }

    /** A line that repeats the built-in default says nothing, so the sandbox may still answer. */
    private static void keep(Key<?> key, Given line, Map<String, Given> given) {
        String text = key.cleaned(line.text());
        if (!text.equals(key.defaultText())) {
            given.put(key.name(), new Given(text, line.where()));
        }
    }

    private Optional<String> configFile() {
        return Optional.ofNullable(sources.systemProperties().get(Keys.CONFIG_FILE))
                .or(() -> Optional.ofNullable(sources.environment().get("CONFIG_FILE")));
    }
}
