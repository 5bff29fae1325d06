package mtv.sandbox.fault;

import com.fasterxml.jackson.annotation.JsonCreator;

import java.util.Collection;
import java.util.regex.Pattern;

/** A name with {@code *} for any text and {@code ?} for one character; {@code |} parts alternatives. */
record Glob(String text, Pattern pattern) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Glob of(String text) {
        String regex = Pattern.quote(text)
                .replace("*", "\\E.*\\Q")
                .replace("?", "\\E.\\Q")
                .replace("|", "\\E|\\Q");
        return new Glob(text, Pattern.compile(regex, Pattern.DOTALL));
    }

    boolean matches(String name) {
        return pattern.matcher(name).matches();
    }

    boolean matchesAny(Collection<String> names) {
        return names.stream().anyMatch(this::matches);
    }
}
