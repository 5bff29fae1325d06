package mtv.sandbox.faults;

import com.fasterxml.jackson.annotation.JsonCreator;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * A name with {@code *} for any text and {@code ?} for one character; {@code |} parts alternatives.
 *
 * @param pattern null for a plain name, as most are that many machines are held against
 */
record Glob(String text, Pattern pattern) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Glob of(String text) {
        if (text.chars().noneMatch(each -> "*?|".indexOf(each) >= 0)) {
            return new Glob(text, null);
        }
        String regex = Pattern.quote(text)
                .replace("*", "\\E.*\\Q")
                .replace("?", "\\E.\\Q")
                .replace("|", "\\E|\\Q");
        return new Glob(text, Pattern.compile(regex, Pattern.DOTALL));
    }

    boolean matches(String name) {
        return pattern == null ? text.equals(name) : pattern.matcher(name).matches();
    }

    boolean matchesAny(Collection<String> names) {
        return names.stream().anyMatch(this::matches);
    }
}
