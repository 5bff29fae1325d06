package mtv.sandbox.fault;

import com.fasterxml.jackson.annotation.JsonCreator;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A name with {@code *} for any text and {@code ?} for one character; {@code |} parts alternatives. */
record Glob(String text, Pattern pattern) {

    static final Glob ANY = of("*");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Glob of(String text) {
        String regex = text.chars()
                .mapToObj(c -> switch (c) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    case '|' -> "|";
                    default -> Pattern.quote(Character.toString(c));
                })
                .collect(Collectors.joining());
        return new Glob(text, Pattern.compile(regex, Pattern.DOTALL));
    }

    boolean matches(String name) {
        return pattern.matcher(name).matches();
    }

    boolean matchesAny(Stream<String> names) {
        return names.anyMatch(this::matches);
    }
}
