package mtv.settings.input;

import java.util.Locale;

/**
 * One setting: its name, its type, its default and its meaning.
 *
 * @param defaultText the built-in default, written as a person would write it
 * @param scope where a suite file may set it
 */
public record SettingKey<T>(String name, ValueType<T> type, String defaultText, Scope scope, String description) {
    /** Where a suite file may set a key: nowhere, on its {@code <suite>}, or also on a {@code <test>}. */
    public enum Scope {
        SECRET,
        SUITE,
        TEST
    }

    public boolean isSecret() {
        return scope == Scope.SECRET;
    }

    /** The text without blanks around it; a secret is taken as it is. */
    String cleaned(String text) {
        return isSecret() ? text : text.strip();
    }

    String environmentName() {
        return name.toUpperCase(Locale.ROOT);
    }
}
