package mtv.provider;

import java.util.Optional;
import java.util.function.Function;

/**
 * What one side of a migration tells about one property, or that it tells nothing.
 *
 * @param origin where the value was read, or why there is none
 */
public record Fact<T>(Optional<T> value, String origin) {

    public static <T> Fact<T> of(T value, String origin) {
        return new Fact<>(Optional.of(value), origin);
    }

    /** @param why completes "not comparable: …" */
    public static <T> Fact<T> untold(String why) {
        return new Fact<>(Optional.empty(), why);
    }

    static <T> Fact<T> orUntold(Fact<T> fact) {
        return fact == null ? untold("the source's inventory does not tell it") : fact;
    }

    /** A number that is zero where the source knows none. */
    public static <T extends Number> Fact<T> positive(T value, String origin) {
        return value.longValue() > 0 ? of(value, origin) : untold(origin + " is zero");
    }

    /** A text that is empty where the source knows none. */
    public static Fact<String> text(String value, String origin) {
        return value.isEmpty() ? untold(origin + " is empty") : of(value, origin);
    }

    public boolean isTold() {
        return value.isPresent();
    }

    /** @throws java.util.NoSuchElementException when it is not told */
    public T get() {
        return value.orElseThrow();
    }

    public <R> Fact<R> map(Function<T, R> change) {
        return new Fact<>(value.map(change), origin);
    }
}
