package mtv.sandbox.controller;

import java.util.function.Supplier;

/**
 * What happened to an object.
 *
 * @param wanted whether it is about what is wanted: a new generation, a creation or a deletion, not a status
 * @param gone whether the object was deleted
 * @param now the object as it is, or was last; read when it is asked for, which costs something with a large status
 */
public record ObjectChange<T>(ObjectKey key, boolean wanted, boolean gone, Supplier<T> now) {

    public T object() {
        return now.get();
    }
}
