package mtv.sandbox.apiserver.request;

import mtv.sandbox.http.HttpAnswer;

/**
 * Answers requests that no stored object answers, such as subresources of another API server. It is called on a thread
 * that may block; an {@link ApiError} it throws becomes the answer.
 */
@FunctionalInterface
public interface Endpoint {

    HttpAnswer handle(ApiRequest request);
}
