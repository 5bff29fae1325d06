package mtv.settings;

import mtv.settings.Key.Scope;
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

/** Gathers what system properties, environment, suite file and properties file give, and refuses what none may. */
final class LayerReader {
    private final Sources sources;
    private final Problems problems;
    private final Layers layers;

    LayerReader(Sources sources, Problems problems) {
        this.sources = sources;
        this.problems = problems;
        this.layers = Layers.none()
                .with(Layer.SYSTEM_PROPERTY, given(sources.systemProperties(), Key::name, name -> "-D" + name))
                .with(
                        Layer.ENVIRONMENT,
                        given(sources.environment(), Key::environmentName, name -> "environment " + name))
                .with(Layer.SUITE, suite())
                .with(Layer.FILE, file());
        sources.suite().tests().forEach(this::checkTest);
        Keys.IDENTITY.stream().filter(sources.systemProperties()::containsKey).forEach(this::refuseIdentity);
    }

    Layers layers() {
        return layers;
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        Keys.all().stream()
                .filter(key -> key.isSecret() && sources.systemProperties().containsKey(key.name()))
                .map(key -> "-D" + key.name() + " shows a secret in the process list; use environment "
                        + key.environmentName() + " or a settings file")
                .forEach(warnings::add);
        List<String> known = new ArrayList<>(Keys.names());
        known.add(Keys.CONFIG_FILE);
        known.addAll(Keys.IDENTITY);
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
                        Key::name, key -> new Given(texts.get(name.apply(key)).trim(), where.apply(name.apply(key)))));
    }

    private Map<String, Given> suite() {
        String where = sources.suite().file() + " <suite>";
        sources.suite().suite().keySet().forEach(name -> checkParameter(name, where, Scope.SUITE));
        return given(sources.suite().suite(), Key::name, name -> where);
    }

    private void checkTest(String test, Map<String, String> parameters) {
        String where = sources.suite().file() + " <test name=\"" + test + "\">";
        parameters.keySet().forEach(name -> checkParameter(name, where, Scope.TEST));
        RunSettings.read(new Values(layers.with(Layer.TEST, given(parameters, Key::name, name -> where)), problems));
    }

    private void checkParameter(String name, String where, Scope element) {
        Optional<Key<?>> key = Keys.named(name);
        if (key.isEmpty() && !Keys.IDENTITY.contains(name)) {
            List<String> known = new ArrayList<>(Keys.names());
            known.addAll(Keys.IDENTITY);
            problems.add(where, "unknown parameter " + name, didYouMean(name, known));
        }
        if (key.filter(Key::isSecret).isPresent()) {
            problems.add(
                    where, name + " is secret", "take it from the environment or a settings file: suites are reported");
        }
        if (element == Scope.TEST
                && key.filter(known -> known.scope() == Scope.SUITE).isPresent()) {
            problems.add(where, name + " cannot differ between tests", "put it on the <suite>");
        }
    }

    /** A line that repeats the built-in default says nothing, so the sandbox may still answer. */
    private Map<String, Given> file() {
        Path file = Path.of(configFile().orElse(Keys.DEFAULT_CONFIG_FILE));
        if (configFile().isEmpty() && !Files.exists(sources.directory().resolve(file))) {
            return Map.of();
        }
        Map<String, Given> lines = new TreeMap<>(PropertiesFile.read(sources.directory(), file, problems));
        lines.forEach((name, given) -> {
            if (Keys.named(name).isEmpty()) {
                problems.add(given.where(), "unknown key " + name, didYouMean(name, Keys.names()));
            }
        });
        Keys.all()
                .forEach(key -> lines.computeIfPresent(
                        key.name(), (name, given) -> given.text().equals(key.defaultText()) ? null : given));
        return lines;
    }

    private Optional<String> configFile() {
        return Optional.ofNullable(sources.systemProperties().get(Keys.CONFIG_FILE))
                .or(() -> Optional.ofNullable(sources.environment().get("CONFIG_FILE")));
    }

    private static String didYouMean(String name, List<String> known) {
        return "did you mean " + Nearest.to(name, known).orElseThrow() + "?";
    }

    private void refuseIdentity(String name) {
        problems.add("-D" + name, "it would be the same for every <test>", "write it into the suite file instead");
    }
}
