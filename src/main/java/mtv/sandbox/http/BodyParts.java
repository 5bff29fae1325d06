package mtv.sandbox.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

import java.util.Iterator;
import java.util.List;

/** A JSON array whose elements are written already. It goes out as fast as the client reads, and is never whole. */
public record BodyParts(List<byte[]> elements) {

    /** Small enough for the processor's caches, which matter more than the number of calls. */
    private static final int PORTION = 256 * 1024;

    /** Must be called on the request's own event loop. */
    void writeTo(HttpServerResponse response) {
        long bytes = elements.stream().mapToLong(element -> element.length).sum();
        long total = 2 + bytes + Math.max(0, elements.size() - 1);
        response.putHeader("Content-Length", Long.toString(total)).putHeader("Content-Type", "application/json");
        write(response, elements.iterator(), Buffer.buffer(PORTION).appendString("["));
    }

    private static void write(HttpServerResponse response, Iterator<byte[]> left, Buffer begun) {
        Buffer portion = begun;
        while (left.hasNext()) {
            portion.appendBytes(left.next()).appendString(left.hasNext() ? "," : "");
            if (portion.length() >= PORTION) {
                response.write(portion);
                portion = Buffer.buffer(PORTION);
                if (response.writeQueueFull()) {
                    Buffer next = portion;
                    response.drainHandler(drained -> write(response, left, next));
                    return;
                }
            }
        }
        response.end(portion.appendString("]"));
    }
}
