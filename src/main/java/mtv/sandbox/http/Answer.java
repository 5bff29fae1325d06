package mtv.sandbox.http;

import java.util.Map;

/** What goes back. @param body becomes JSON unless it is {@link Pieces} of it or an {@link Upgrade}; null sends none */
public record Answer(int status, Object body, Map<String, String> headers) {

    public static Answer ok(Object body) {
        return of(200, body);
    }

    public static Answer of(int status, Object body) {
        return new Answer(status, body, Map.of());
    }

    /** Only a status: JSON's {@code null} is something else. */
    public static Answer empty(int status) {
        return of(status, null);
    }
}
