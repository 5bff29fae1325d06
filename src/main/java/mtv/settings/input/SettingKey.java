package mtv.settings.input;

import java.util.Locale;

/**
 * One setting: its name, what its text must look like, and what it means to a person.
 *
 * @param defaultText the built-in default, written as a person would write it
 * @param scope how far a suite file may say something about it
 */
public record SettingKey<T>(String name, ValueType<T> type, String defaultText, Scope scope, String description) {
    /** How far a suite file may say something about a key: nothing, once per suite, or once per {@code <test>}. */
    public enum Scope {
        SECRET,
        SUITE,
        TEST
    }

    public boolean isSecret() {
        return scope == Scope.SECRET;
    }

    /** Blanks around a value are never meant; but a secret is any text. */
    String cleaned(String text) {
        return isSecret() ? text : text.strip();
    }

    String environmentName() {
        return name.toUpperCase(Locale.ROOT);
    }
}
