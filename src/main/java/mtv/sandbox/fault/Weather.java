package mtv.sandbox.fault;

/**
 * What becomes of a request to the API, and of the watch that it may open.
 *
 * @param status instead of the answer
 * @param reason of the Status in the body
 * @param retryAfter seconds, in the header of that name
 * @param delayMs real milliseconds before anything else
 * @param reset the connection breaks: {@code before} the answer or {@code inBody}
 * @param revoke the request's token is no longer good
 * @param watch what is wrong with the watch: {@code close}, {@code reset}, {@code silent} or {@code gone} (410) after so
 *     many events, {@code duplicate} or {@code delay} of every event
 * @param after how many events come through before
 */
public record Weather(
        Integer status,
        String reason,
        Integer retryAfter,
        Integer delayMs,
        String reset,
        boolean revoke,
        String watch,
        int after) {}
