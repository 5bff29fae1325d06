package mtv.sandbox.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Reads a request's body to its end and keeps no more of it than is allowed. */
public final class RequestBody {

    /** As much as a real API server takes, in bytes. */
    public static final int LIMIT = 3 * 1024 * 1024;

    private RequestBody() {}

    /** A body. @param tooLarge whether it went on behind the limit, where it was thrown away */
    public record Read(Buffer bytes, boolean tooLarge) {}

    /** Must be called while the request is fresh; fails when the client goes in the middle of it. */
    public static Future<Read> of(HttpServerRequest request) {
        Promise<Read> read = Promise.promise();
        Buffer kept = Buffer.buffer();
        boolean[] tooLarge = {false};
        request.handler(part -> {
            tooLarge[0] |= kept.length() + part.length() > LIMIT;
            if (!tooLarge[0]) {
                kept.appendBuffer(part);
            }
        });
        request.exceptionHandler(read::tryFail);
        request.endHandler(end -> read.tryComplete(new Read(kept, tooLarge[0])));
        return read.future();
    }
}
