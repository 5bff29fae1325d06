package mtv.doctor;

import java.io.IOException;

/** Reads something when it is asked for first, and keeps it, or why it cannot be read, for all who ask later. */
final class OnceRead<T> {

    /** At most a few requests. */
    @FunctionalInterface
    interface Read<T> {
        T read() throws IOException;
    }

    private final Read<T> read;
    private boolean done;
    private T value;
    private IOException unreadable;
    private RuntimeException refusal;

    OnceRead(Read<T> read) {
        this.read = read;
    }

    T get() throws IOException {
        if (!done) {
            done = true;
            try {
                value = read.read();
            } catch (IOException e) {
                unreadable = e;
            } catch (RuntimeException e) {
                refusal = e;
            }
        }
        if (unreadable != null) {
            throw unreadable;
        }
        if (refusal != null) {
            throw refusal;
        }
        return value;
    }
}
