package mtv.settings.input;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The values of all layers. For each key the value of the first {@link Layer} wins; an empty text is a value. */
public final class Layers {
    /** A text that was given for a key, and the place where it is written. */
    public record Given(String text, String where) {
        private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^{}]*}");

        /** Whether it contains a placeholder, which TestNG replaces only when it knows the name. */
        boolean hasPlaceholder() {
            return PLACEHOLDER.matcher(text).find();
        }

        /** The place only, because the text may be a password. */
        @Override
        public String toString() {
            return where;
        }
    }

    private final Map<Layer, Map<String, Given>> values;

    private Layers(Map<Layer, Map<String, Given>> values) {
        this.values = values;
    }

    public static Layers none() {
        return new Layers(new EnumMap<>(Layer.class));
    }

    public Layers with(Layer layer, Map<String, Given> given) {
        Map<Layer, Map<String, Given>> more = new EnumMap<>(Layer.class);
        more.putAll(values);
        more.put(layer, Map.copyOf(given));
        return new Layers(more);
    }

    Optional<Given> find(SettingKey<?> key) {
        return values.values().stream()
                .filter(layer -> layer.containsKey(key.name()))
                .map(layer -> layer.get(key.name()))
                .findFirst();
    }

    /** Whether the winning value is that of a suite file, in which TestNG replaces placeholders. */
    boolean isOfSuiteFile(SettingKey<?> key) {
        return values.entrySet().stream()
                .filter(layer -> layer.getValue().containsKey(key.name()))
                .map(Map.Entry::getKey)
                .findFirst()
                .filter(layer -> layer == Layer.SUITE || layer == Layer.TEST)
                .isPresent();
    }

    /** The value that a person gave; values of the sandbox or of a recording do not count. */
    Optional<Given> givenByPerson(SettingKey<?> key) {
        return with(Layer.SANDBOX, Map.of()).with(Layer.RECORDING, Map.of()).find(key);
    }

    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
