package mtv.vm;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What one side of a migration tells about one property, or that it tells nothing.
 *
 * @param origin where the value was read, or why there is none
 * @param unreadable whether there is something that cannot be understood, which is neither a value nor none
 */
public record Fact<T>(Optional<T> value, String origin, boolean unreadable) {

    public Fact(Optional<T> value, String origin) {
        this(value, origin, false);
    }

    public static <T> Fact<T> of(T value, String origin) {
        return new Fact<>(Optional.of(value), origin);
    }

    /** @param why completes "not comparable: …" */
    public static <T> Fact<T> unknown(String why) {
        return new Fact<>(Optional.empty(), why);
    }

    /** @param why completes "not comparable: …": the field, what is there and what was expected */
    public static <T> Fact<T> unreadable(String why) {
        return new Fact<>(Optional.empty(), why, true);
    }

    static <T> Fact<T> orUnknown(Fact<T> fact) {
        return fact == null ? unknown("the source's inventory does not tell it") : fact;
    }

    /** A number that is zero where the source knows none. */
    public static <T extends Number> Fact<T> positive(T value, String origin) {
        return value.longValue() > 0 ? of(value, origin) : unknown(origin + " is zero");
    }

    /** A text that is empty where the source knows none. */
    public static Fact<String> text(String value, String origin) {
        return value.isEmpty() ? unknown(origin + " is empty") : of(value, origin);
    }

    public boolean isKnown() {
        return value.isPresent();
    }

    /** @throws java.util.NoSuchElementException when it is not told */
    public T get() {
        return value.orElseThrow();
    }

    /** The value of what is absent; what cannot be read stays so. */
    public Fact<T> orElse(T whenAbsent) {
        return isKnown() || unreadable ? this : of(whenAbsent, origin);
    }

    public <R> Fact<R> map(Function<T, R> change) {
        return new Fact<>(value.map(change), origin, unreadable);
    }

    /** A fact of two, told when both are; else why the first of them that is not told is not. */
    public <U, R> Fact<R> and(Fact<U> other, BiFunction<T, U, R> both) {
        Fact<?> missing = isKnown() ? other : this;
        return isKnown() && other.isKnown()
                ? of(both.apply(get(), other.get()), origin)
                : new Fact<>(Optional.empty(), missing.origin(), missing.unreadable());
    }
}
