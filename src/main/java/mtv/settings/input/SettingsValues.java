package mtv.settings.input;

import mtv.settings.input.Layers.Given;
import mtv.settings.value.Address;
import mtv.text.Visible;

import java.util.Optional;

/** Typed values of settings. A text that does not fit its key becomes a problem. */
public final class SettingsValues {
    private static final int LONGEST_SHOWN = 200;

    private final Layers layers;
    private final Problems problems;

    public SettingsValues(Layers layers, Problems problems) {
        this.layers = layers;
        this.problems = problems;
    }

    /** The winning value; after a problem the built-in default, so that the reading can go on to the next. */
    public <T> T get(SettingKey<T> key) {
        Optional<Given> given = layers.find(key);
        if (given.isPresent()) {
            try {
                return parse(key, given.get());
            } catch (IllegalArgumentException e) {
                problems.add(
                        given.get().where(),
                        shown(key, given.get().text()) + " is not what is expected: "
                                + key.type().expected(),
                        e instanceof ValueType.Refusal ? e.getMessage() : remedy(key));
            }
        }
        return key.type().parse(key.defaultText());
    }

    /** Whether a person gave a text that is not empty. */
    public boolean isGiven(SettingKey<?> key) {
        return layers.givenByPerson(key)
                .filter(given -> !given.text().isEmpty())
                .isPresent();
    }

    public String where(SettingKey<?> key) {
        return layers.find(key).map(Given::where).orElse("built-in default");
    }

    public String text(SettingKey<?> key) {
        return layers.find(key).map(Given::text).orElse(key.defaultText());
    }

    private <T> T parse(SettingKey<T> key, Given given) {
        if (key.isSecret()) {
            return key.type().parse(given.text());
        }
        Optional<String> hidden = Visible.firstHidden(given.text());
        if (hidden.isPresent()) {
            throw new ValueType.Refusal("take " + hidden.get() + " out of it");
        }
        if (layers.isOfSuiteFile(key) && given.hasPlaceholder()) {
            throw new ValueType.Refusal("${...} is not replaced here: write the value itself");
        }
        return key.type().parse(given.text());
    }

    private static String shown(SettingKey<?> key, String text) {
        return key.isSecret() ? key.name() : key.name() + " = \"" + shortened(Address.masked(text)) + "\"";
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_SHOWN
                ? text
                : text.substring(0, LONGEST_SHOWN) + "... (" + text.length() + " characters)";
    }

    private static String remedy(SettingKey<?> key) {
        return key.defaultText().isEmpty()
                ? "correct it, or leave it out"
                : "correct it, or leave it out to get " + key.defaultText();
    }
}
