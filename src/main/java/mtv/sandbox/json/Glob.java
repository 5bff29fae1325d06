package mtv.sandbox.json;

import com.fasterxml.jackson.annotation.JsonCreator;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * A name with {@code *} for any text and {@code ?} for one character; {@code |} parts alternatives.
 *
 * @param pattern null for a plain name, which most are: comparing is faster, and there may be thousands of VMs
 */
public record Glob(String text, Pattern pattern) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Glob of(String text) {
        if (text.chars().noneMatch(each -> "*?|".indexOf(each) >= 0)) {
            return new Glob(text, null);
        }
        String regex = Pattern.quote(text)
                .replace("*", "\\E.*\\Q")
                .replace("?", "\\E.\\Q")
                .replace("|", "\\E|\\Q");
        return new Glob(text, Pattern.compile(regex, Pattern.DOTALL));
    }

    public boolean matches(String name) {
        return pattern == null ? text.equals(name) : pattern.matcher(name).matches();
    }

    public boolean matchesAny(Collection<String> names) {
        return names.stream().anyMatch(this::matches);
    }
}
