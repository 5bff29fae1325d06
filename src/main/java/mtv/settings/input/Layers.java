package mtv.settings.input;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Knows which of several values of a key wins: the one of the first {@link Layer}. An empty text is a value. */
public final class Layers {
    /** A text somebody gave, and where a person finds it. */
    public record Given(String text, String where) {
        private static final Pattern PLACE_HOLDER = Pattern.compile("\\$\\{[^{}]*}");

        /** Whether a place holder is left in it, which TestNG would have replaced if it knew its name. */
        boolean hasPlaceHolder() {
            return PLACE_HOLDER.matcher(text).find();
        }

        /** May be a password. */
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

    /** Whether the winning value stands in a suite file, in whose values TestNG replaces place holders. */
    boolean isOfSuiteFile(SettingKey<?> key) {
        return values.entrySet().stream()
                .filter(layer -> layer.getValue().containsKey(key.name()))
                .map(Map.Entry::getKey)
                .findFirst()
                .filter(layer -> layer == Layer.SUITE || layer == Layer.TEST)
                .isPresent();
    }

    /** What a person gave; an answer of the sandbox or of a recording does not count. */
    Optional<Given> givenByPerson(SettingKey<?> key) {
        return with(Layer.SANDBOX, Map.of()).with(Layer.RECORDING, Map.of()).find(key);
    }

    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
