package mtv.sandbox.faults;

/**
 * What becomes of a request to the API, and of the watch that it may open.
 *
 * @param status instead of the answer
 * @param reason of the Status in the body
 * @param retryAfter seconds, in the header of that name
 * @param delayMs real milliseconds before anything else; with a watch, before each event
 * @param reset the connection breaks: {@code before} the answer or {@code inBody}
 * @param revoke the request's token is no longer good
 * @param watch what is wrong with the watch: {@code close}, {@code reset}, {@code silent} or {@code gone} (410), or
 *     {@code duplicate} or {@code delay} of its events
 * @param after how many events come through before; none means at once
 */
public record HttpFault(
        Integer status,
        String reason,
        Integer retryAfter,
        Integer delayMs,
        String reset,
        boolean revoke,
        String watch,
        int after) {}
